import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { pages, ROOT } from "../../support/docs/pages";
import { linksIn } from "../../support/docs/prose";

/** The pages that a page links to, as paths from the checkout. */
function neighbours(page: string): string[] {
  return linksIn(readFileSync(join(ROOT, page), "utf8"))
    .map((link) => normalize(join(dirname(page), link.replace(/#.*/, ""))))
    .filter((target) => target.endsWith(".md") && existsSync(join(ROOT, target)));
}

/** The pages that a reader comes to from one with at most that many clicks. */
function within(clicks: number, start: string): Set<string> {
  const reached = new Set([start]);
  for (let click = 0; click < clicks; click += 1) {
    for (const next of [...reached].flatMap(neighbours)) reached.add(next);
  }
  return reached;
}

test("every page is at most two clicks away from the README", () => {
  const reached = within(2, "README.md");
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

test("one click is not enough to reach every page, so the check above can fail", () => {
  const reached = within(1, "README.md");
  expect(reached).toContain("docs/index.md");
  expect(pages.filter((page) => !reached.has(page))).toContain("docs/releasing.md");
});
