import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES } from "./install";

const folders = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .map(({ name }) => name);

const read = (...path: string[]) => readFileSync(join(...path), "utf8");

test("every example is run by a test", () => {
  const tests = readdirSync(__dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => read(__dirname, file));
  const tested = tests.flatMap((text) => [...text.matchAll(/setUpExample\("([\w-]+)"/g)].map(([, name]) => name));
  expect([...new Set(tested)].sort()).toEqual(folders.sort());
});

test("the index names every example, and no other", () => {
  const named = [...read(EXAMPLES, "README.md").matchAll(/^\| \[([\w-]+)\]\(\1\/README\.md\)/gm)].map(
    ([, name]) => name,
  );
  expect(named.sort()).toEqual(folders.sort());
});

test.each(folders)("%s is compiled as `npm run types` checks it", (name) => {
  const options = (file: string) => {
    const { types, ...rest } = JSON.parse(file).compilerOptions;
    return rest;
  };
  expect(options(read(EXAMPLES, name, "tsconfig.json"))).toEqual(options(read(EXAMPLES, "tsconfig.json")));
});
