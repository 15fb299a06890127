import { readFileSync } from "node:fs";
import { join } from "node:path";
import { notMeasured } from "../../../bench/report/document";
import { summary } from "../../../bench/report/summary";
import type { Results, Row } from "../../../bench/results";
import { SUBJECTS } from "../../../bench/subjects/all";
import { STEPS } from "../../../bench/subjects/subject";

const page = readFileSync(join(__dirname, "../../../docs/performance.md"), "utf8");
const TITLES = new Map(SUBJECTS.map(({ key, title }) => [key, title]));
/** What the page has figures of. */
const MEASURED = SUBJECTS.filter(({ title }) => page.includes(`\n| ${title} `) && !notMeasuredNow().includes(title));

/** What it says is missing. */
function notMeasuredNow(): string[] {
  return (/Not measured yet: (.*)\.\n/.exec(page)?.[1] ?? "").split("; ").filter(Boolean);
}

/** The seconds in a table of the page. */
function rowsOf(count: number, latency: number, title: string): Row[] {
  const table = page.split(`### ${title}\n\n`)[1]?.split("\n\n")[0] ?? "";
  return MEASURED.flatMap(({ key: subject }) => {
    const line = table.split("\n").find((candidate) => candidate.startsWith(`| ${TITLES.get(subject)} `)) ?? "";
    return STEPS.map((step, index): Row => {
      const seconds = Number(line.split("|")[index + 2]);
      const rest = { cpuSeconds: undefined, providerMemory: undefined, requests: {}, stateBytes: 0, runs: [] };
      return { subject, step, count, latency, seconds, ...rest };
    });
  });
}

function results(rows: readonly Row[]): Results {
  const subjects = MEASURED.map(({ key, title }) => ({ key, title }));
  const setting = { date: "", node: "", sdk: "", engine: "", cores: 2, repetitions: 3, subjects, leftOut: [] };
  return { setting, rows, alone: undefined };
}

test("docs/performance.md begins with a few lines, which say what its tables say", () => {
  const lines = summary(results(rowsOf(400, 0, "400 resources, no latency")));
  expect(lines.split("\n").length).toBeGreaterThanOrEqual(5);
  expect(lines.split("\n").length).toBeLessThanOrEqual(6);
  const [heading, , , , beginning] = page.split(/(\n\n)/).filter((part) => part !== "");
  expect(heading).toMatch(/^# /);
  expect(beginning).toBe(lines);
});

test("what was not measured is in none of these lines", () => {
  const rows = rowsOf(400, 0, "400 resources, no latency").filter(({ subject }) => subject !== "R" && subject !== "F");
  const lines = summary(results(rows));
  expect(lines.split("\n")).toHaveLength(3);
  expect(lines).not.toMatch(/Terraform|engine alone|NaN/);
});

test("the page names every subject that its figures lack", () => {
  const complete = results(rowsOf(400, 0, "400 resources, no latency"));
  expect(notMeasured(complete).join("")).toBe(/Not measured yet: .*\./.exec(page)?.[0] ?? "");
  const [first, ...others] = complete.setting.subjects;
  const without = { ...complete, setting: { ...complete.setting, subjects: others } };
  expect(notMeasured(without).join("")).toContain(`Not measured yet: ${first?.title}`);
  const leftOut = [`${first?.title}: there is none`];
  expect(notMeasured({ ...without, setting: { ...without.setting, leftOut } }).join("")).not.toContain(
    `${first?.title}`,
  );
});

test("once it is measured, the plugin has a line of its own", () => {
  const rows = rowsOf(400, 0, "400 resources, no latency");
  const plugin = rows
    .filter(({ subject }) => subject === "P")
    .map((row): Row => ({ ...row, subject: "G", seconds: 7 }));
  const lines = summary(results([...rows.filter(({ subject }) => subject !== "G"), ...plugin]));
  expect(lines).toContain("The plugin, with a compiled Go program, creates them in 7 seconds; a preview takes 7");
});

test("the page calls what it compares by words, not by letters", () => {
  expect(page).not.toMatch(/\b[PGJCFER] of\b|\| [PGJCFER](: | \|)|\b[PGJCFER], [PGJCFER]\b|\b[PGJCFER] (and|is|run)\b/);
  for (const { title } of MEASURED) expect(page).toContain(`\n| ${title} `);
  for (const key of ["C", "F", "R"] as const) expect(page).toContain(`\n| ratio to ${TITLES.get(key)} `);
});

test("the page is short enough to be read", () => {
  expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});
