import type { MarkdownRenderer } from "vitepress";

/** Lets a long name or URL in a sentence or table go on in the next line, so that it makes no table wider than the page. */
export function codeBreaks(markdown: MarkdownRenderer): void {
  const { code_inline: plain } = markdown.renderer.rules;
  if (plain === undefined) throw new Error("the renderer has no rule for inline code");
  markdown.renderer.rules["code_inline"] = (...parts) => plain(...parts).replace(/(?<!<)[/_.:](?=\w)/g, "$&<wbr>");
}
