/** Narrower than that, lines are worse to read than what the terminal makes of them. */
const NARROWEST = 24;

/**
 * A text whose lines begin at one column. They break at spaces only, so that paths and URLs can be copied.
 * @param indent the column
 * @param columns of the terminal; undefined for no limit
 */
export function wrapped(text: string, indent: number, columns: number | undefined): string {
  if (columns === undefined || columns - indent < NARROWEST) return text;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && longer.length <= columns - indent) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}
