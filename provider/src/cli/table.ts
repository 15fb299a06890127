import { stripVTControlCharacters } from "node:util";

const GAP = "  ";
/** A narrower column would be useless. */
const NARROWEST = 8;
/**
 * Rows below a header. If they do not fit, the widest columns are cut, but never the first, which is the id. Each code
 * point counts as one column, so wide characters, such as those of East Asia, push what follows to the right.
 * @param width characters in a line; undefined for no limit
 */
export function table(header: readonly string[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = [header, ...rows].map((row) => row.map(plain));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ""))));
  const fitting = width === undefined ? widths : shrunk(widths, width);
  const lines = cells.map((row) => {
    const fitted = row.map((cell, column) => fit(cell, fitting[column] ?? 0));
    return fitted.join(GAP).trimEnd();
  });
  return `${lines.join("\n")}\n`;
}

/** Names come from the platform: their characters must not control the terminal. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, " ");
}

function shrunk(widths: readonly number[], width: number): number[] {
  const result = [...widths];
  const total = () => result.reduce((sum, each) => sum + each, GAP.length * (result.length - 1));
  while (total() > width) {
    const widest = result.reduce((best, each, column) => (column > 0 && each > (result[best] ?? 0) ? column : best), 1);
    const before = result[widest] ?? 0;
    if (before <= NARROWEST) break;
    result[widest] = before - 1;
  }
  return result;
}

function fit(cell: string, width: number): string {
  const own = widthOf(cell);
  if (own <= width) return cell + " ".repeat(width - own);
  return `${[...cell].slice(0, width - 1).join("")}…`;
}

function widthOf(text: string): number {
  return [...text].length;
}
