import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "reliability.md"), "utf8");

/** The rows of the table: the case's number and the cell that names its tests. */
const rows = [...page.matchAll(/^\| (\d+) \|.*\| (.*) \|$/gm)].map(([, number = "", tests = ""]) => ({
  number,
  tests,
}));

/** Each test file that a cell names, with the labels ("1a–1d") behind it. */
function references(tests: string): { file: string; labels: string[] }[] {
  let kind = "";
  return [...tests.matchAll(/\b(host|unit|engine|fuzz)(?= `)|`([\w./]+)`((?:,? \d+[a-z](?:–\d+[a-z])?)*)/g)].flatMap(
    ([, nextKind, name, labels = ""]) => {
      kind = nextKind ?? kind;
      return name === undefined ? [] : [{ file: fileOf(kind, name), labels: expand(labels) }];
    },
  );
}

function fileOf(kind: string, name: string): string {
  const places = kind === "host" ? ["host/failures", "host"] : [kind];
  const paths = places.map((place) => join("test", place, `${name}.test.ts`));
  return paths.find((path) => existsSync(join(ROOT, path))) ?? `missing: ${paths.join(" or ")}`;
}

/** "1a–1c, 2b" as 1a, 1b, 1c, 2b. */
function expand(labels: string): string[] {
  return [...labels.matchAll(/(\d+)([a-z])(?:–\d+([a-z]))?/g)].flatMap(([, number, first = "", last = first]) => {
    const letters = "abcdefghijklmnopqrstuvwxyz";
    return [...letters.slice(letters.indexOf(first), letters.indexOf(last) + 1)].map((letter) => `${number}${letter}`);
  });
}

test("docs/reliability.md has a row for each of the 37 cases", () => {
  expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 37 }, (_, index) => index + 1));
});

test.each(rows)("the tests that the row of case $number names are there", ({ number, tests }) => {
  const named = references(tests);
  expect(named).not.toEqual([]);
  for (const { file, labels } of named) {
    expect(file).not.toMatch(/^missing/);
    const text = readFileSync(join(ROOT, file), "utf8");
    expect(labels.filter((label) => !text.includes(`case ${label}:`))).toEqual([]);
  }
  // At least one test carries the case's number in its name.
  expect(named.flatMap(({ labels }) => labels).some((label) => label.startsWith(number))).toBe(true);
});
