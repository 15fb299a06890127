/**
 * Takes HTML out of a name or tag: tags with all their attributes, and scripts and styles with their content. The
 * platform does so on create and on update (asserted by its makers' own API tests); a `<` that opens no tag stays, which
 * is a choice.
 */
export function stripHtml(text: string): string {
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<\/?[a-z][^>]*>/gi, "");
}
