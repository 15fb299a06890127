/** A page as far as it is prose: what looks like a link or a heading in code or in a comment is none. */
export function prose(page: string): string {
  return page
    .replace(/^([ \t]*)(```+).*\n[\s\S]*?^\1\2[ \t]*$/gm, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/(?<!`)`[^`\n]+`(?!`)/g, (code) => code.replace(/[[\]()]/g, ""));
}

/** The relative targets of a page's links and images. */
export function linksIn(page: string): string[] {
  return [...prose(page).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}
