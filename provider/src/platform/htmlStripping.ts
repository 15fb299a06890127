/** A tag. */
const TAG = /<\/?[a-z!][^<>]*>/gi;

/** How many layers of markup that hid in markup are removed; nobody writes more than one. */
const MOST_LAYERS = 50;

/**
 * A text as the platform keeps it: HTML is taken out of names and tags on create and on update (asserted by the
 * platform makers' own API tests: `<a href="#">x</a>` becomes `x`, `@` survives). What its cleaner does to scripts,
 * comments, entities or a lone `<` is not known. Here stripping repeats until nothing more can be removed, so that text
 * stripped once or twice compares the same. The work is in proportion to the length, whatever the text holds.
 */
export function stripHtml(text: string): string {
  let rest = text;
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const stripped = withoutComments(withoutScripts(rest)).replace(TAG, "");
    if (stripped === rest) return rest;
    rest = stripped;
  }
  // Without these there is no markup any more, so that stripping it again changes nothing.
  return rest.replaceAll("<", "");
}

/** Without scripts and styles, and their content. */
function withoutScripts(text: string): string {
  const opening = /<(script|style)\b[^<>]*>/gi;
  const unclosed = new Set<string>();
  let result = "";
  let at = 0;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const word = (found[1] ?? "").toLowerCase();
    // One that is not closed has none after it that is: without this, each would search the whole rest.
    if (unclosed.has(word)) continue;
    const closing = word === "script" ? /<\/script\s*>/gi : /<\/style\s*>/gi;
    closing.lastIndex = opening.lastIndex;
    if (closing.test(text)) {
      result += text.slice(at, found.index);
      at = closing.lastIndex;
      opening.lastIndex = at;
    } else unclosed.add(word);
  }
  return result + text.slice(at);
}

function withoutComments(text: string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("<!--", at);
    const end = start === -1 ? -1 : text.indexOf("-->", start + 4);
    if (end === -1) return result + text.slice(at);
    result += text.slice(at, start);
    at = end + 3;
  }
}
