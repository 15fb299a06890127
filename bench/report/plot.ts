import { fixed } from "./numbers";

/** A line in a panel. */
interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One small plot among several. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const PANEL = { width: 300, height: 210 };
/** Around the area that lines are drawn in. */
const MARGIN = { left: 44, right: 34, top: 34, bottom: 30 };
const COLUMNS = 3;
const HEADER = 62;
const FOOTER = 26;

/** Small plots side by side, as SVG; the values of all panels are in the same unit, each panel has a scale of its own. */
export function plot(title: string, xTitle: string, panels: readonly Panel[]): string {
  const width = PANEL.width * COLUMNS;
  const height = HEADER + PANEL.height * Math.ceil(panels.length / COLUMNS) + FOOTER;
  const legend = new Map(panels.flatMap(({ lines }) => lines).map((line) => [line.name, line.color]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(16, 24, title, `font-size="15" font-weight="600" fill="#111827"`),
    ...[...legend].map(([name, color], index) => legendEntry(16 + index * 215, 46, name, color)),
    ...panels.map((panel, index) => {
      const [x, y] = [(index % COLUMNS) * PANEL.width, HEADER + Math.floor(index / COLUMNS) * PANEL.height];
      return `<g transform="translate(${x} ${y})">\n${drawPanel(panel)}\n</g>`;
    }),
    text(width / 2, height - 10, xTitle, `text-anchor="middle" fill="#4b5563"`),
    "</svg>",
    "",
  ].join("\n");
}

function legendEntry(x: number, y: number, name: string, color: string): string {
  return `<circle cx="${x + 5}" cy="${y - 4}" r="4" fill="${color}"/>${text(x + 15, y, name, `fill="#111827"`)}`;
}

function drawPanel({ title, lines }: Panel): string {
  const points = lines.flatMap((line) => line.points);
  const [mostX, ticks] = [Math.max(1, ...points.map(({ x }) => x)), ticksTo(Math.max(...points.map(({ y }) => y)))];
  const mostY = ticks.at(-1) ?? 1;
  const right = PANEL.width - MARGIN.right;
  const bottom = PANEL.height - MARGIN.bottom;
  const xOf = (x: number) => MARGIN.left + (x / mostX) * (right - MARGIN.left);
  const yOf = (y: number) => bottom - (y / mostY) * (bottom - MARGIN.top);
  const labels = apart(lines.map((line) => ({ line, at: yOf(line.points.at(-1)?.y ?? 0) })));
  return [
    text(MARGIN.left, 20, title, `font-size="13" font-weight="600" fill="#111827"`),
    ...ticks.flatMap((tick) => [
      `<path d="M${MARGIN.left} ${round(yOf(tick))}H${right}" stroke="#e5e7eb"/>`,
      text(MARGIN.left - 6, yOf(tick) + 4, String(tick), `text-anchor="end" fill="#6b7280"`),
    ]),
    ...[...new Set(points.map(({ x }) => x))].map((x) =>
      text(xOf(x), bottom + 16, String(x), `text-anchor="middle" fill="#6b7280"`),
    ),
    ...lines.map(({ color, points }) => {
      const path = points.map(({ x, y }) => `${round(xOf(x))} ${round(yOf(y))}`).join("L");
      const dots = points.map(
        ({ x, y }) => `<circle cx="${round(xOf(x))}" cy="${round(yOf(y))}" r="3" fill="${color}"/>`,
      );
      return `<path d="M${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}`;
    }),
    ...labels.map(({ line, at }) =>
      text(right + 6, at + 4, fixed(line.points.at(-1)?.y), `font-weight="600" fill="${line.color}"`),
    ),
  ].join("\n");
}

/** Round numbers from 0 to the first that is not below the largest value, four steps or so. */
function ticksTo(most: number): number[] {
  const rough = Math.max(most, 0.001) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** Labels moved so far down that none covers another. */
function apart<T extends { at: number }>(labels: readonly T[]): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return [...labels]
    .sort((a, b) => a.at - b.at)
    .map((label) => {
      last = Math.max(label.at, last + 12);
      return { ...label, at: last };
    });
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
