import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks, fileName } from "../../support/docs/codeBlocks";
import { pages, ROOT } from "../../support/docs/pages";
import { temporaryFolder } from "../../support/temporaryFolder";

/** What typedoc writes are signatures, taken from what compiles already. */
const written = pages.filter((page) => !page.startsWith("docs/api/"));
const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

/** Puts a page's blocks into the folder, each at the lines that it has in the page, so that an error names the page's line. */
function extract(folder: string, page: string, text: string): void {
  mkdirSync(join(folder, page), { recursive: true });
  for (const block of codeBlocks(text).filter(({ fragment }) => !fragment)) {
    writeFileSync(join(folder, page, fileName(block)), "\n".repeat(block.line - 1) + block.code);
  }
}

/** What tsc finds wrong in a folder's files, as `page/file(line,column): error …`. */
function compile(folder: string): string[] {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const compilerOptions = {
    ...{ target: "ES2022", module: "node16", moduleDetection: "force", types: ["node", "jest"] },
    ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*"] }));
  try {
    execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder], { cwd: folder });
    return [];
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout)
      .split("\n")
      .filter((line) => line.includes("error"));
  }
}

test("every TypeScript block of the pages compiles, and one that does not is found with its line", () => {
  const folder = temporaryFolder("code-blocks");
  for (const page of written) extract(folder, page, read(page));
  const wrong = 'import { Act365Instance } from "pulumi-act365";\nnew Act365Instance("crm", { apiKey: 1 });';
  extract(folder, "planted.md", `# A\n\n- b\n\n  \`\`\`ts\n  ${wrong.replace("\n", "\n  ")}\n  \`\`\`\n`);
  expect(compile(folder)).toEqual([expect.stringMatching(/^planted\.md\/line6\.ts\(7,\d+\): error TS\d+: /)]);
}, 120_000);

test("every block is checked, except one list of signatures", () => {
  const fragments = written.flatMap((page) => codeBlocks(read(page)).map(({ fragment }) => (fragment ? [page] : [])));
  expect(fragments.flat()).toEqual(["docs/reference.md"]);
  // A tab of several languages is the program of an example, which a test runs: see languages.test.ts.
  const fences = written.flatMap((page) => read(page).match(/^[ \t]*```(ts|typescript|tsx)\b(?! \[)/gm) ?? []);
  expect(fragments).toHaveLength(fences.length);
  expect(fences.length).toBeGreaterThan(15);
});

test("two blocks of a page never share a file", () => {
  for (const page of written) {
    const names = codeBlocks(read(page)).map(fileName);
    expect(new Set(names).size).toBe(names.length);
  }
});
