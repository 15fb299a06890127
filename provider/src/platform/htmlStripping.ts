/** Scripts and styles with their content, comments, and tags. */
const MARKUP = [/<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi, /<!--[\s\S]*?-->/g, /<\/?[a-z!][^<>]*>/gi];

/**
 * A text as the platform keeps it: HTML is taken out of names and tags on create and on update (asserted by the
 * platform makers' own API tests: `<a href="#">x</a>` becomes `x`, `@` survives). What its cleaner does to scripts,
 * comments, entities or a lone `<` is not known. Here stripping repeats until nothing more can be removed, so that text
 * stripped once or twice compares the same.
 */
export function stripHtml(text: string): string {
  for (let rest = text; ; ) {
    const stripped = MARKUP.reduce((remaining, markup) => remaining.replace(markup, ""), rest);
    if (stripped === rest) return rest;
    rest = stripped;
  }
}
