import { fixed } from "./numbers";

/** A line in a panel. */
interface Line {
  readonly name: string;
  /** On a light page, and on a dark one. */
  readonly colors: readonly [light: string, dark: string];
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One small plot among several. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Text is 14 units high and the picture 480 wide: on a phone, where it is 350 pixels wide, text still has 10 pixels. */
const FONT_SIZE = 14;
const COLUMNS = 2;
const PANEL = { width: 240, height: 190 };
/** Around the area that lines are drawn in. */
const MARGIN = { left: 40, right: 50, top: 34, bottom: 30 };
const LINE = 20;
const FOOTER = 30;

/** Small plots side by side, as SVG; the values of all panels are in the same unit, each panel has a scale of its own. */
export function plot(title: string, xTitle: string, panels: readonly Panel[]): string {
  const legend = new Map(panels.flatMap(({ lines }) => lines).map((line) => [line.name, line.colors]));
  const names = [...legend.keys()];
  const header = 36 + LINE * names.length;
  const width = PANEL.width * COLUMNS;
  const height = header + PANEL.height * Math.ceil(panels.length / COLUMNS) + FOOTER;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="560" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="${FONT_SIZE}">`,
    `<title>${escaped(title)}</title>`,
    style([...legend.values()]),
    `<rect class="page" width="${width}" height="${height}"/>`,
    text(12, 24, title, `class="title"`),
    ...names.map((name, index) => legendEntry(12, 46 + index * LINE, name, index)),
    ...panels.map((panel, index) => {
      const [x, y] = [(index % COLUMNS) * PANEL.width, header + Math.floor(index / COLUMNS) * PANEL.height];
      return `<g transform="translate(${x} ${y})">\n${drawPanel(panel, names)}\n</g>`;
    }),
    text(width / 2, height - 10, xTitle, `class="quiet" text-anchor="middle"`),
    "</svg>",
    "",
  ].join("\n");
}

/** Colors follow the reader's color scheme. Lines have the classes l0, l1, … in the legend's order. */
function style(colors: readonly Line["colors"][]): string {
  const scheme = (page: string, ink: string, quiet: string, grid: string, lines: readonly string[]) =>
    [
      `.page{fill:${page}} text{fill:${ink}} .quiet{fill:${quiet}} .grid{color:${grid}}`,
      ...lines.map((color, index) => `.l${index}{color:${color}}`),
    ].join(" ");
  const [light, dark] = [colors.map(([color]) => color), colors.map(([, color]) => color)];
  return [
    "<style>",
    scheme("#ffffff", "#111827", "#4b5563", "#e5e7eb", light),
    `@media (prefers-color-scheme: dark){${scheme("#1b1b1f", "#f3f4f6", "#b6bcc6", "#3f3f46", dark)}}`,
    "circle,.label{fill:currentColor} path{fill:none;stroke:currentColor} .line{stroke-width:2} .title,.label{font-weight:600}",
    "</style>",
  ].join("\n");
}

function legendEntry(x: number, y: number, name: string, index: number): string {
  return `<circle class="l${index}" cx="${x + 5}" cy="${y - 5}" r="4"/>${text(x + 16, y, name, "")}`;
}

function drawPanel({ title, lines }: Panel, names: readonly string[]): string {
  const points = lines.flatMap((line) => line.points);
  const [mostX, ticks] = [Math.max(1, ...points.map(({ x }) => x)), ticksTo(Math.max(...points.map(({ y }) => y)))];
  const mostY = ticks.at(-1) ?? 1;
  const right = PANEL.width - MARGIN.right;
  const bottom = PANEL.height - MARGIN.bottom;
  const xOf = (x: number) => MARGIN.left + (x / mostX) * (right - MARGIN.left);
  const yOf = (y: number) => bottom - (y / mostY) * (bottom - MARGIN.top);
  const classOf = ({ name }: Line) => `l${names.indexOf(name)}`;
  const labels = apart(
    lines.map((line) => ({ line, at: yOf(line.points.at(-1)?.y ?? 0) })),
    bottom,
  );
  return [
    text(MARGIN.left, 20, title, `class="title"`),
    ...ticks.flatMap((tick) => [
      `<path class="grid" d="M${MARGIN.left} ${round(yOf(tick))}H${right}"/>`,
      text(MARGIN.left - 6, yOf(tick) + 5, String(tick), `class="quiet" text-anchor="end"`),
    ]),
    ...[...new Set(points.map(({ x }) => x))].map((x) =>
      text(xOf(x), bottom + 18, String(x), `class="quiet" text-anchor="middle"`),
    ),
    ...lines.map((line) => {
      const path = line.points.map(({ x, y }) => `${round(xOf(x))} ${round(yOf(y))}`).join("L");
      const dots = line.points.map(
        ({ x, y }) => `<circle class="${classOf(line)}" cx="${round(xOf(x))}" cy="${round(yOf(y))}" r="3"/>`,
      );
      return `<path class="line ${classOf(line)}" d="M${path}"/>${dots.join("")}`;
    }),
    ...labels.map(({ line, at }) =>
      text(right + 7, at + 5, fixed(line.points.at(-1)?.y), `class="label ${classOf(line)}"`),
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

/** Labels moved so far that none covers another, nor what is below the lowest place. */
function apart<T extends { at: number }>(labels: readonly T[], lowest: number): T[] {
  let above = Number.NEGATIVE_INFINITY;
  const moved = [...labels]
    .sort((a, b) => a.at - b.at)
    .map((label) => {
      above = Math.max(label.at, above + FONT_SIZE);
      return { ...label, at: above };
    });
  let below = lowest + FONT_SIZE;
  return moved.reverse().map((label) => {
    below = Math.min(label.at, below - FONT_SIZE);
    return { ...label, at: below };
  });
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}"${attributes === "" ? "" : ` ${attributes}`}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
