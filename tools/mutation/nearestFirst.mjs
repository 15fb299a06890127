import { relative, sep } from "node:path";

/** Sorts files of tests so that those most likely to notice a change of the given source file come first. */
export function nearestFirst(testFiles, sourceFile) {
  const source = relative(process.cwd(), sourceFile).split(sep).slice(2).join("/").replace(/\.ts$/, "");
  const shared = (testFile) => {
    const test = testFile.split(sep).slice(2).join("/");
    if (test.startsWith(`${source}.`)) return Number.POSITIVE_INFINITY;
    let length = 0;
    while (length < test.length && test[length] === source[length]) length += 1;
    return length;
  };
  return [...testFiles].sort((a, b) => shared(b) - shared(a));
}
