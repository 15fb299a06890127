import { problemsOfRelease } from "../../../../tools/release/problems";

const release = {
  tag: "v1.2.3",
  versions: { provider: "1.2.3", simulator: "1.2.3" },
  changelog: "## [Unreleased]\n\n## [1.2.3] - 2026-11-24\n\n### Fixed\n\n- This.\n",
};

test("a release whose tag, packages and changelog have the same version may be published", () => {
  expect(problemsOfRelease(release)).toEqual([]);
});

test.each([
  [{ versions: { ...release.versions, simulator: "1.2.2" } }, "simulator is 1.2.2, and the tag is v1.2.3"],
  [{ tag: "1.2.3" }, "the tag 1.2.3 is not a version such as v1.2.3"],
  [{ changelog: "## [Unreleased]\n" }, "CHANGELOG.md: there is no section [1.2.3] with a date"],
  [{ changelog: release.changelog.replace("Fixed", "Bugs") }, 'CHANGELOG.md: "Bugs" is not one of'],
])("with %j it may not", (change, problem) => {
  expect(problemsOfRelease({ ...release, ...change })).toEqual([expect.stringContaining(problem)]);
});
