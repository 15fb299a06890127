import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const PLACES: Readonly<Record<string, readonly string[]>> = {
  host: ["test/host/failures", "test/host"],
  engine: ["test/engine"],
  unit: ["test/unit"],
  fuzz: ["test/fuzz"],
};

/** The rows of the table of cases: number, and what shows the case. */
function rows(): { number: string; shownBy: string }[] {
  const text = readFileSync(join(ROOT, "docs", "reliability.md"), "utf8");
  return [...text.matchAll(/^\| (\d+) \| .* \| (.*) \|$/gm)].map(([, number = "", shownBy = ""]) => ({
    number,
    shownBy,
  }));
}

/** The labels in a row's last column, such as 3a to 3e of "3a–3e". A test of another row may show this case, too. */
function labelsIn({ shownBy }: { shownBy: string }): string[] {
  return [...shownBy.matchAll(/\b(\d+)([a-z])(?:–\d+([a-z]))?/g)].flatMap(([, number, first = "", last = first]) => {
    const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
    return Array.from({ length: to - from + 1 }, (_, index) => `${number}${String.fromCharCode(from + index)}`);
  });
}

describe("docs/reliability.md", () => {
  test("has all the cases, in order", () => {
    expect(rows().map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, index) => String(index + 1)));
  });

  test("names each test of a case, and no other", () => {
    const folder = join(ROOT, "test", "host", "failures");
    const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    const tested = sources.flatMap((source) => [...source.matchAll(/"case (\d+[a-z]): /g)].map(([, label]) => label));
    expect([...new Set(rows().flatMap(labelsIn))].sort()).toEqual([...new Set(tested)].sort());
  });

  test("names only test files that are there", () => {
    for (const { number, shownBy } of rows()) {
      for (const part of shownBy.split(/; | and /)) {
        const [, kind = ""] = /^(host|engine|unit|fuzz) /.exec(part) ?? [];
        for (const [, file] of part.matchAll(/`([\w./]+)`/g)) {
          const there = (PLACES[kind] ?? []).some((place) => existsSync(join(ROOT, place, `${file}.test.ts`)));
          expect({ number, kind, file, there }).toEqual({ number, kind, file, there: true });
        }
      }
    }
  });
});
