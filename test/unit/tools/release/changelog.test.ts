import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isReleasedIn, problemsOfChangelog } from "../../../../tools/release/changelog";

const GOOD = `# Changelog

## [Unreleased]

## [1.10.0] - 2026-11-24

### Added

- This.

### Fixed

- That.

## [1.9.0] - 2026-10-01

### Security

- Those.
`;

test("this project's changelog keeps to the form", () => {
  expect(problemsOfChangelog(readFileSync(join(__dirname, "..", "..", "..", "..", "CHANGELOG.md"), "utf8"))).toEqual(
    [],
  );
});

test("a changelog in the right form has no problems, and names its versions", () => {
  expect(problemsOfChangelog(GOOD)).toEqual([]);
  expect(["1.10.0", "1.9.0", "1.1.0"].map((version) => isReleasedIn(GOOD, version))).toEqual([true, true, false]);
});

test.each([
  ["no section for what is not released", "## [Unreleased]\n", "", "the first section is not [Unreleased]"],
  ["a release without a date", "[1.9.0] - 2026-10-01", "[1.9.0]", '"[1.9.0]" is not'],
  ["a date that is none", "2026-10-01", "2026-13-01", '"[1.9.0] - 2026-13-01" is not'],
  ["releases in the wrong order", "[1.9.0]", "[1.11.0]", "1.11.0 stands below 1.10.0"],
  ["a release told twice", "[1.9.0]", "[1.10.0]", "1.10.0 stands below 1.10.0"],
  ["another kind of change", "### Fixed", "### Bugs", '"Bugs" is not one of'],
  ["a kind with nothing in it", "- This.\n", "", 'a section "Added" is empty'],
  ["a last kind with nothing in it", "- Those.\n", "", 'a section "Security" is empty'],
])("%s is a problem", (_what, text, instead, problem) => {
  expect(problemsOfChangelog(GOOD.replace(text, instead))).toEqual([expect.stringContaining(problem)]);
});
