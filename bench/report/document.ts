import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Results, Row } from "../results";
import { SUBJECTS } from "../subjects/all";
import { FLOORS, STEPS } from "../subjects/subject";
import { type Panel, plot } from "./plot";
import { scenes, sceneTitle, settingLine } from "./report";
import { summary } from "./summary";
import { latencyTable, requestsTable, secondsTable } from "./tables";

const DOCS = join(__dirname, "..", "..", "docs");

/** On white, and on nearly black. */
const COLORS = {
  P: ["#2563eb", "#60a5fa"],
  G: ["#0f766e", "#2dd4bf"],
  J: ["#6d28d9", "#a78bfa"],
  S: ["#a21caf", "#e879f9"],
  C: ["#b45309", "#fbbf24"],
  F: ["#6b7280", "#9ca3af"],
  E: ["#374151", "#d1d5db"],
  R: ["#be185d", "#f472b6"],
} as const;

/**
 * Draws the plots anew, and puts into docs/performance.md what readers decide by: seconds, ratios and requests. The
 * terminal and the JSON have the rest.
 * @returns the files that were written
 */
export function renewDocument(results: Results): string[] {
  mkdirSync(join(DOCS, "images"), { recursive: true });
  const latencies = [...new Set(scenes(results).map(({ latency }) => latency))];
  const plots = latencies.map((latency) => {
    const file = `performance-${latency}ms.svg`;
    writeFileSync(join(DOCS, "images", file), plotFor(results, latency));
    return { file, latency };
  });
  const images = plots
    .map(({ file, latency }) => `![Seconds by number of resources, ${latency} ms before each response](images/${file})`)
    .join(" ");
  const most = Math.max(...scenes(results).map(({ count }) => count));
  const tables = latencies.flatMap((latency) => [
    `### ${sceneTitle(most, latency)}`,
    // Latency changes no number of requests, and the page is to stay short.
    ...(latency === latencies[0]
      ? [secondsTable(results, most, latency), requestsTable(results, most, latency)]
      : [latencyTable(results, most, latency)]),
  ]);
  const leftOut = results.setting.leftOut.map((line) => `Left out: ${line}.`);
  putIntoPerformancePage("npm run bench", "In short", summary(results));
  putIntoPerformancePage(
    "npm run bench",
    "Figures",
    [[settingLine(results), ...leftOut, ...notMeasured(results)].join(" "), images, ...tables].join("\n\n"),
  );
  return ["docs/performance.md", ...plots.map(({ file }) => `docs/images/${file}`)];
}

/** Says which subjects the run was not asked to measure, if any. */
export function notMeasured({ setting: { subjects, leftOut } }: Results): string[] {
  const others = SUBJECTS.map(({ title }) => title).filter(
    (title) =>
      !subjects.some((subject) => subject.title === title) && !leftOut.some((line) => line.startsWith(`${title}: `)),
  );
  return others.length === 0 ? [] : [`Not measured yet: ${others.join("; ")}.`];
}

/** Replaces a part that the command wrote into docs/performance.md before: the text between two lines that name both. */
export function putIntoPerformancePage(command: string, part: string, text: string): void {
  const file = join(DOCS, "performance.md");
  const old = existsSync(file) ? readFileSync(file, "utf8") : "";
  const first = `<!-- ${part}: written by \`${command}\`; changes by hand are lost. -->`;
  const last = `<!-- ${part}: end of what \`${command}\` writes. -->`;
  const [begin, end] = [old.indexOf(first), old.indexOf(last)];
  if (begin < 0 || end < begin) throw new Error(`${file} lacks the lines between which it goes:\n${first}\n${last}`);
  writeFileSync(file, `${old.slice(0, begin)}${first}\n\n${text}\n\n${old.slice(end)}`);
}

function plotFor({ rows, setting }: Results, latency: number): string {
  const shown = rows.filter((row) => row.latency === latency || FLOORS.includes(row.subject));
  const panels = STEPS.map((step): Panel => {
    const lines = setting.subjects.map(({ key, title }) => ({
      name: title,
      colors: COLORS[key],
      points: pointsOf(shown.filter((row) => row.step === step && row.subject === key)),
    }));
    return { title: step, lines: lines.filter(({ points }) => points.length > 0) };
  });
  const title = latency === 0 ? "no latency" : `${latency} ms before each response of the platform`;
  return plot(`Seconds, ${title}`, "resources", panels);
}

function pointsOf(rows: readonly Row[]) {
  return rows.map(({ count, seconds }) => ({ x: count, y: seconds })).sort((a, b) => a.x - b.x);
}
