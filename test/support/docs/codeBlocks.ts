/** A block of TypeScript in a page. */
export interface CodeBlock {
  /** The page's line on which the code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** Whether it is marked `ts fragment`: not a program, so not compiled. */
  readonly fragment: boolean;
}

/** The TypeScript blocks of a page, also those inside of lists. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^([ \t]*)```ts( fragment)?\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", mark, code = ""] = match;
    return {
      line: page.slice(0, match.index).split("\n").length + 1,
      code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
      fragment: mark !== undefined,
    };
  });
}

/**
 * The file that a block is compiled as. A first line such as `// program.ts` names it, so that other blocks of the page can
 * import it; a block that awaits at the top level must be an ES module.
 */
export function fileName({ line, code }: CodeBlock): string {
  const named = /^\/\/ (\w[\w.]*\.ts)\n/.exec(code)?.[1];
  return named ?? `line${line}.${/^(\w.* = )?await /m.test(code) ? "mts" : "ts"}`;
}
