import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES } from "./install";

const folders = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .map(({ name }) => name);

const read = (...path: string[]) => readFileSync(join(...path), "utf8");

const testsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => read(folder, file));

test("every example is run by a test", () => {
  const tested = testsIn(__dirname).flatMap((text) =>
    [...text.matchAll(/setUpExample\("([\w-]+)"/g)].map(([, name]) => name),
  );
  const inLanguages = testsIn(join(__dirname, "..", "languages")).flatMap((text) =>
    [...text.matchAll(/setUpLanguage\("(\w+)"/g)].map(([, language]) => `${language}-plugin`),
  );
  // No tool of .NET can be had here: test/sdks/csharp.test.ts parses it.
  expect([...new Set([...tested, ...inLanguages, "csharp-plugin"])].sort()).toEqual(folders.sort());
});

test("the index names every example, and no other", () => {
  const named = [...read(EXAMPLES, "README.md").matchAll(/^\| \[([\w-]+)\]\(\1\/README\.md\)/gm)].map(
    ([, name]) => name,
  );
  expect(named.sort()).toEqual(folders.sort());
});

const inTypeScript = folders.filter((name) => name === "typescript-plugin" || !name.endsWith("-plugin"));

test.each(inTypeScript)("%s is compiled as `npm run types` checks it", (name) => {
  const options = (file: string) => {
    const { types, ...rest } = JSON.parse(file).compilerOptions;
    return rest;
  };
  expect(options(read(EXAMPLES, name, "tsconfig.json"))).toEqual(options(read(EXAMPLES, "tsconfig.json")));
});
