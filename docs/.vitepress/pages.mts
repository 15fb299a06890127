import { readFileSync } from "node:fs";
import { posix } from "node:path";

/** Where the site shows a page: a folder's README is its start. */
export function onSite(page: string): string {
  return page.replace(/README\.md$/, "index.md");
}

/** A group of links in the sidebar. */
export interface Group {
  readonly text: string;
  readonly items: { readonly text: string; readonly link: string }[];
}

/** The Markdown links of a text that stands in a folder, as entries of the sidebar. */
function entries(text: string, folder: string): Group["items"] {
  return [...text.matchAll(/\[([^\]]+)\]\(([^)\s]+\.md)\)/g)].map(([, label = "", target = ""]) => ({
    // The sidebar shows plain text.
    text: label.replace(/`/g, "").replace(/\s+/g, " "),
    link: `/${onSite(posix.join(folder, target))}`,
  }));
}

/** The sidebar: what docs/index.md and examples/README.md link to, so that neither is written twice. */
export function sidebar(root: string): Group[] {
  const [guides = "", more = ""] = readFileSync(posix.join(root, "docs/index.md"), "utf8").split(/\n(?=\[README\])/);
  const groups = guides
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ text: section.split("\n", 1)[0] ?? "", items: entries(section, "docs") }));
  const examples = readFileSync(posix.join(root, "examples/README.md"), "utf8");
  return [
    ...groups,
    { text: "Examples", items: entries(examples, "examples") },
    { text: "More", items: entries(more, "docs") },
  ];
}
