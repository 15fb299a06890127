import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plot } from "../../../bench/report/plot";
import { SUBJECTS } from "../../../bench/subjects/all";

const NAMES = SUBJECTS.map(({ title }) => title);
const linesNamed = (names: readonly string[]) =>
  names.map((name, index) => ({
    name,
    colors: [`#00000${index}`, `#fffff${index}`] as const,
    points: [1, 100, 400].map((x) => ({ x, y: x / (index + 4) })),
  }));
const lines = linesNamed(NAMES);
const drawn = plot("Seconds", "resources", [{ title: "up", lines }]);
const committed = [0, 300].map((latency) =>
  readFileSync(join(__dirname, `../../../docs/images/performance-${latency}ms.svg`), "utf8"),
);

/** The width of a phone's window, less the margins of the site. */
const PHONE = 352;

test.each([
  ["a new plot", drawn] as const,
  ...committed.map((svg, index) => [`committed plot ${index + 1}`, svg] as const),
])("%s is readable on a phone: its smallest text is at least 10 pixels high there", (_what, svg) => {
  const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const sizes = [...svg.matchAll(/font-size[=:]"?([\d.]+)/g)].map(([, size]) => Number(size));
  expect(sizes.length).toBeGreaterThan(0);
  expect((Math.min(...sizes) * PHONE) / width).toBeGreaterThanOrEqual(10);
});

test("colors follow the reader's color scheme, those of the lines too", () => {
  const [, light = "", dark = ""] = /<style>([\s\S]*)@media \(prefers-color-scheme: dark\)\{(.*)\}\n/.exec(drawn) ?? [];
  for (const index of lines.keys()) {
    expect(light).toContain(`.l${index}{color:#00000${index}}`);
    expect(dark).toContain(`.l${index}{color:#fffff${index}}`);
  }
  expect(drawn.replace(/<style>[\s\S]*<\/style>/, "")).not.toMatch(/#[\da-f]{6}|(fill|stroke)=/);
});

test("the committed plots are drawn as new ones are, and name what they compare by words", () => {
  const shape = (svg: string) =>
    svg.replace(/#[\da-f]{6}/g, "").match(/<svg [^>]*font-size="\d+">|<style>[\s\S]*<\/style>/g);
  const heightless = (svg: string) => shape(svg)?.map((part) => part.replace(/(viewBox="0 0 \d+) \d+/, "$1"));
  for (const svg of committed) {
    // A run may leave subjects out.
    const names = [...svg.matchAll(/r="4"\/><text[^>]*>([^<]*)/g)].map(([, name]) => name ?? "");
    expect(names).toContain("pulumi-act365");
    expect(names).toEqual(NAMES.filter((name) => names.includes(name)));
    expect(heightless(svg)).toEqual(
      heightless(plot("Seconds", "resources", [{ title: "up", lines: linesNamed(names) }])),
    );
  }
});

test("labels do not overlap each other or the axis, even where all lines end at the bottom", () => {
  const flat = lines.map((line, index) => ({
    ...line,
    points: [
      { x: 1, y: 100 - index * 100 },
      { x: 2, y: 0 },
    ],
  }));
  const svg = plot("Seconds", "resources", [{ title: "up", lines: flat }]);
  const heights = [...svg.matchAll(/y="([\d.]+)" class="label/g)].map(([, y]) => Number(y)).sort((a, b) => a - b);
  const axis = Number(/y="([\d.]+)" class="quiet" text-anchor="middle">2</.exec(svg)?.[1]);
  expect(heights).toHaveLength(NAMES.length);
  for (const [index, height] of heights.slice(1).entries())
    expect(height - (heights[index] ?? 0)).toBeGreaterThanOrEqual(14);
  expect(axis - (heights.at(-1) ?? 0)).toBeGreaterThanOrEqual(12);
});
