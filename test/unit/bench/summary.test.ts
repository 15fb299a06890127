import { readFileSync } from "node:fs";
import { join } from "node:path";
import { summary } from "../../../bench/report/summary";
import type { Results, Row } from "../../../bench/results";
import { STEPS, type SubjectKey } from "../../../bench/subjects/subject";

const page = readFileSync(join(__dirname, "../../../docs/performance.md"), "utf8");
const TITLES = {
  P: "pulumi-act365",
  C: "a provider in the program",
  F: "the engine alone",
  R: "Terraform with Mastercard/restapi",
} as const;
const KEYS: readonly SubjectKey[] = ["P", "C", "F", "R"];

/** The seconds in a table of the page. */
function rowsOf(count: number, latency: number, title: string): Row[] {
  const table = page.split(`### ${title}\n\n`)[1]?.split("\n\n")[0] ?? "";
  return KEYS.flatMap((subject) => {
    const line = table.split("\n").find((candidate) => candidate.startsWith(`| ${TITLES[subject]} `)) ?? "";
    return STEPS.map((step, index): Row => {
      const seconds = Number(line.split("|")[index + 2]);
      const rest = { cpuSeconds: undefined, providerMemory: undefined, requests: {}, stateBytes: 0, runs: [] };
      return { subject, step, count, latency, seconds, ...rest };
    });
  });
}

function results(rows: readonly Row[]): Results {
  const subjects = KEYS.map((key) => ({ key, title: TITLES[key] }));
  const setting = { date: "", node: "", sdk: "", engine: "", cores: 2, repetitions: 3, subjects, leftOut: [] };
  return { setting, rows, alone: undefined };
}

test("docs/performance.md begins with five lines, which say what its tables say", () => {
  const lines = summary(results(rowsOf(400, 0, "400 resources, no latency")));
  expect(lines.split("\n")).toHaveLength(5);
  const [heading, , , , beginning] = page.split(/(\n\n)/).filter((part) => part !== "");
  expect(heading).toMatch(/^# /);
  expect(beginning).toBe(lines);
});

test("what was not measured is in none of the five lines", () => {
  const rows = rowsOf(400, 0, "400 resources, no latency").filter(({ subject }) => subject !== "R" && subject !== "F");
  const lines = summary(results(rows));
  expect(lines.split("\n")).toHaveLength(3);
  expect(lines).not.toMatch(/Terraform|engine alone|NaN/);
});

test("the page calls what it compares by words, not by letters", () => {
  expect(page).not.toMatch(/\b[PCFR] of\b|\| [PCFR](: | \|)|\b[PCFR], [PCFR]\b|\b[PCFR] (and|is|run)\b/);
  for (const title of Object.values(TITLES)) expect(page).toContain(`\n| ${title} `);
  for (const title of Object.values(TITLES).slice(1)) expect(page).toContain(`\n| ratio to ${title} `);
});

test("the page is short enough to be read", () => {
  expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});
