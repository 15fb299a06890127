import type { Results } from "../results";
import { aloneTables } from "./aloneTables";
import { tablesFor } from "./tables";

/** Everything that was measured, to be read on a terminal. */
export function report(results: Results): string {
  return [
    settingLine(results),
    ...results.setting.leftOut.map((line) => `Left out: ${line}.`),
    ...scenes(results).flatMap(({ count, latency }) => [
      `== ${sceneTitle(count, latency)} ==`,
      tablesFor(results, count, latency),
    ]),
    ...(results.alone === undefined ? [] : ["== The provider alone ==", aloneTables(results.alone)]),
  ].join("\n\n");
}

/** What it was measured on, and how often. */
export function settingLine({ setting, rows }: Results): string {
  const { date, cores, node, sdk, engine, repetitions } = setting;
  const once = rows.some(({ latency }) => latency > 0) ? " (with latency: one)" : "";
  const how = repetitions === 1 ? "one repetition" : `medians of ${repetitions} repetitions${once}`;
  return `${date}, ${cores} cores, Node.js ${node}, SDK ${sdk}, engine ${engine}, file backend, ${how}.`;
}

/** The numbers of resources and latencies that were measured together, in order. */
export function scenes({ rows }: Results): { count: number; latency: number }[] {
  const all = rows.map(({ count, latency }) => ({ count, latency }));
  return all
    .filter((scene, index) => all.findIndex((other) => sameScene(scene, other)) === index)
    .sort((a, b) => a.latency - b.latency || a.count - b.count);
}

/** What a scene is called above its tables. */
export function sceneTitle(count: number, latency: number): string {
  const resources = count === 1 ? "1 resource" : `${count} resources`;
  return `${resources}, ${latency === 0 ? "no latency" : `${latency} ms before each response`}`;
}

function sameScene(a: { count: number; latency: number }, b: { count: number; latency: number }): boolean {
  return a.count === b.count && a.latency === b.latency;
}
