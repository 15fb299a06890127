import { posix } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { onSite } from "./pages.mjs";

/**
 * Makes the repository's links work on the site: a README is found as its folder's start, and a file that is no page of the
 * site is shown by the repository.
 * @param isPage Whether a file of the checkout is a page of the site
 * @param repository Where the repository's files can be read, without a slash at the end
 */
export function siteLinks(markdown: MarkdownRenderer, isPage: (file: string) => boolean, repository: string): void {
  markdown.core.ruler.push("site-links", ({ tokens, env }) => {
    const folder = posix.dirname(env.relativePath);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? (token.attrGet("href") ?? "") : "";
      if (href === "" || /^([a-z]+:|#|\/)/.test(href)) continue;
      const [path = "", anchor] = href.split("#");
      const file = posix.join(folder, path);
      const target = isPage(file) ? onSite(path) : `${repository}/${file}`;
      token.attrSet("href", anchor === undefined ? target : `${target}#${anchor}`);
    }
  });
}
