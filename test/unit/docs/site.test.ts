import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { ROOT } from "../../support/docs/pages";
import { temporaryFolder } from "../../support/temporaryFolder";

/** The links of the site's menu. Its code is an ES module in TypeScript, which Jest does not load. */
function menu(): string[] {
  const source = readFileSync(join(ROOT, "docs/.vitepress/pages.mts"), "utf8");
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(source, { compilerOptions });
  const file = join(temporaryFolder("site"), "pages.js");
  writeFileSync(file, outputText);
  const { sidebar } = require(file) as { sidebar(root: string): { items: { link: string }[] }[] };
  return sidebar(ROOT).flatMap(({ items }) => items.map(({ link }) => link));
}

test("the site's menu is for users: it holds guides and the README, and not how to make a release", () => {
  const links = menu();
  expect(links).toEqual(expect.arrayContaining(["/docs/getting-started.md", "/docs/performance.md", "/index.md"]));
  expect(links).not.toContain("/docs/releasing.md");
});

test("on a wide window long lines of code go on in the next line, and on a phone they scroll", () => {
  const css = readFileSync(join(ROOT, "docs/.vitepress/theme/reading.css"), "utf8");
  const [wide = ""] = /@media \(min-width: 641px\) \{[\s\S]*?\n\}/.exec(css) ?? [];
  expect(wide).toContain("white-space: pre-wrap");
  expect(css.replace(wide, "")).not.toContain("pre-wrap");
});
