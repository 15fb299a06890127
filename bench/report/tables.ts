import type { Results, Row } from "../results";
import { FLOORS, RATIOS, STEPS, type Step, type SubjectKey } from "../subjects/subject";
import { fixed, ratio } from "./numbers";
import { table } from "./table";

/** How many steps the engine runs at the same time by default, for each core. */
const STEPS_A_CORE = 4;

/** All tables for so many resources at a latency. */
export function tablesFor(results: Results, count: number, latency: number): string {
  return [
    secondsTable(results, count, latency),
    compared("seconds of CPU", withFloor(results, count, latency), results, ({ cpuSeconds }) => cpuSeconds),
    requestsTable(results, count, latency),
    sizes(withFloor(results, count, latency), results),
  ].join("\n\n");
}

/** The seconds of each subject, and the ratios; with latency, also how near the package comes to what is expected. */
export function secondsTable(results: Results, count: number, latency: number): string {
  const rows = rowsAt(results, count, latency);
  const more = latency > 0 ? expectation(results, rows, rowsAt(results, count, 0)) : [];
  return compared("seconds", withFloor(results, count, latency), results, ({ seconds }) => seconds, more);
}

/** The seconds alone of each subject that calls the platform, and how near the package comes to what is expected. */
export function latencyTable(results: Results, count: number, latency: number): string {
  const rows = rowsAt(results, count, latency);
  const figures = results.setting.subjects
    .filter(({ key }) => rows.some(({ subject }) => subject === key))
    .map(({ key, title }) => [title, ...STEPS.map((step) => fixed(find(rows, key, step)?.seconds))]);
  return table(["seconds", ...STEPS], [...figures, ...expectation(results, rows, rowsAt(results, count, 0))]);
}

/** The requests of the subjects that call the platform; those that send the same share a row. */
export function requestsTable(results: Results, count: number, latency: number): string {
  const rows = rowsAt(results, count, latency);
  const byRequests = new Map<string, { titles: string[]; cells: string[] }>();
  for (const { key, title } of results.setting.subjects) {
    if (!rows.some(({ subject, requests }) => subject === key && Object.keys(requests).length > 0)) continue;
    const cells = STEPS.map((step) => requestsIn(find(rows, key, step)));
    const alike = byRequests.get(cells.join("|")) ?? { titles: [], cells };
    alike.titles.push(title);
    byRequests.set(cells.join("|"), alike);
  }
  const lines = [...byRequests.values()].map(({ titles, cells }) => [titles.join("; "), ...cells]);
  return table(["requests", ...STEPS], lines);
}

function requestsIn(row: Row | undefined): string {
  const kinds = Object.entries(row?.requests ?? {});
  return kinds.length === 0 ? "0" : kinds.map(([kind, number]) => `${number} ${kind}`).join(", ");
}

function rowsAt({ rows }: Results, count: number, latency: number): Row[] {
  return rows.filter((row) => row.count === count && row.latency === latency);
}

/** The engine alone calls no platform, so it is measured without latency only. Its figures are shown beside all others. */
function withFloor(results: Results, count: number, latency: number): Row[] {
  const rows = rowsAt(results, count, latency);
  return latency === 0
    ? rows
    : [...rows, ...rowsAt(results, count, 0).filter(({ subject }) => FLOORS.includes(subject))];
}

/** A row for each subject, and one for each ratio. */
function compared(
  unit: string,
  rows: readonly Row[],
  { setting }: Results,
  figure: (row: Row) => number | undefined,
  more: readonly string[][] = [],
): string {
  const of = (subject: SubjectKey, step: Step) => {
    const row = find(rows, subject, step);
    return row === undefined ? undefined : figure(row);
  };
  const subjects = setting.subjects.filter(({ key }) => rows.some(({ subject }) => subject === key));
  const figures = subjects.map(({ key, title }) => [title, ...STEPS.map((step) => fixed(of(key, step)))]);
  const ratios = ratiosOf(subjects).map(([key, to, name]) => [
    name,
    ...STEPS.map((step) => ratio(of(key, step), of(to, step))),
  ]);
  return table([unit, ...STEPS], [...figures, ...ratios, ...more]);
}

/** How near the package comes to the time without latency and the waits for the platform, which is the least to expect. */
function expectation({ setting }: Results, rows: readonly Row[], instant: readonly Row[]): string[][] {
  const atOnce = STEPS_A_CORE * setting.cores;
  const expected = (step: Step) => {
    const [slow, fast] = [find(rows, "P", step), find(instant, "P", step)];
    if (slow === undefined || fast === undefined) return undefined;
    return fast.seconds + (total(slow) * slow.latency) / 1000 / atOnce;
  };
  if (STEPS.every((step) => expected(step) === undefined)) return [];
  return [["measured ÷ expected", ...STEPS.map((step) => ratio(find(rows, "P", step)?.seconds, expected(step)))]];
}

function sizes(rows: readonly Row[], { setting }: Results): string {
  const subjects = setting.subjects.filter(({ key }) => rows.some(({ subject }) => subject === key));
  const state = (key: SubjectKey) => find(rows, key, "up")?.stateBytes;
  const memory = (key: SubjectKey) => {
    const all = rows.flatMap((row) => (row.subject === key ? (row.providerMemory ?? []) : []));
    return all.length === 0 ? undefined : Math.max(...all);
  };
  const figures = subjects.map(({ key, title }) => {
    const [bytes, peak] = [state(key), memory(key)];
    return [title, fixed(scaled(bytes, 1000), 0), fixed(scaled(peak, 1_000_000), 0)];
  });
  const ratios = ratiosOf(subjects).map(([key, to, name]) => [
    name,
    ratio(state(key), state(to)),
    ratio(memory(key), memory(to)),
  ]);
  return table(["sizes", "state after up, kB", "provider's memory at its peak, MB"], [...figures, ...ratios]);
}

function scaled(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value / unit;
}

/** The ratios between these subjects, and what their rows are called. */
function ratiosOf(subjects: Results["setting"]["subjects"]): [of: SubjectKey, to: SubjectKey, name: string][] {
  const titles = new Map(subjects.map(({ key, title }) => [key, title]));
  return RATIOS.flatMap(([of, to]): [SubjectKey, SubjectKey, string][] => {
    const [title, other] = [titles.get(of), titles.get(to)];
    if (title === undefined || other === undefined) return [];
    return [[of, to, of === "P" ? ratioTo(other) : `${title} ÷ ${other}`]];
  });
}

/** What a row of ratios is called: the package's figure divided by this. */
export function ratioTo(title: string): string {
  return `ratio to ${title}`;
}

function find(rows: readonly Row[], subject: SubjectKey, step: Step): Row | undefined {
  return rows.find((row) => row.subject === subject && row.step === step);
}

function total({ requests }: Row): number {
  return Object.values(requests).reduce((sum, number) => sum + number, 0);
}
