import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { pages, ROOT } from "../../support/docs/pages";
import { linksIn, prose } from "../../support/docs/prose";

/** The anchors that GitHub gives the headings: lower case, no punctuation, hyphens for spaces, numbered where they repeat. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose(page).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The links of a page that lead nowhere. */
function broken(page: string, text: string, read: (file: string) => string | undefined): string[] {
  return linksIn(text).filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? text : read(normalize(join(dirname(page), path)));
    return target === undefined || (anchor !== undefined && !anchorsOf(target).has(anchor));
  });
}

/** A file of the checkout; of a folder, nothing; undefined where there is neither. */
function fromCheckout(file: string): string | undefined {
  if (!existsSync(join(ROOT, file))) return undefined;
  return /\.\w+$/.test(file) ? readFileSync(join(ROOT, file), "utf8") : "";
}

test.each(pages)("every relative link and anchor in %s leads somewhere", (page) => {
  expect(broken(page, readFileSync(join(ROOT, page), "utf8"), fromCheckout)).toEqual([]);
});

test("docs/index.md leads to every other page in docs that is for users", () => {
  const linked = linksIn(readFileSync(join(ROOT, "docs/index.md"), "utf8")).map((link) => `docs/${link.split("#")[0]}`);
  const others = pages.filter((page) => page.startsWith("docs/") && page !== "docs/index.md");
  // For maintainers; CONTRIBUTING.md leads there.
  linked.push("docs/releasing.md");
  expect(others.filter((page) => !linked.includes(page))).toEqual([]);
});

test("a link to a missing page or heading is found, and what stands in code is no link", () => {
  const there: Record<string, string> = { "docs/b.md": "# B\n\n## One: `two`, three\n\n## Again\n\n## Again\n" };
  const text = [
    "# A",
    "[here](#a) [good](b.md#one-two-three) [again](b.md#again-1) [site](https://example.com/x)",
    "[page](c.md) [heading](b.md#four) [own](#b) ![picture](images/none.svg)",
    "`[code](d.md)` <!-- [comment](e.md) -->",
    "```md\n[fence](f.md)\n# B\n```",
  ].join("\n");
  const found = broken("docs/a.md", text, (file) => there[file]);
  expect(found).toEqual(["c.md", "b.md#four", "#b", "images/none.svg"]);
});
