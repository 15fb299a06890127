import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allFolders, QuickstartFolder } from "../../../../tools/start/folder";
import { checkout } from "./checkout";

test.each([
  [undefined, "", "npm start"],
  [undefined, "refresh --yes", "npm start -- refresh --yes"],
  ["go", "", "npm start -- --language go"],
  ["go", "refresh --yes", "npm start -- --language go refresh --yes"],
] as const)("with the language %s, the command %j is typed `%s`", (language, words, typed) => {
  expect(new QuickstartFolder("/checkout", language).command(words)).toBe(typed);
});

test("languages share neither a folder nor a project, with each other or with the quick start that has none", () => {
  const folders = allFolders("/checkout");
  for (const which of ["path", "project"] as const) {
    expect(new Set(folders.map((folder) => folder[which])).size).toBe(folders.length);
  }
});

test("removing a language's folder removes what was made in its example, and nothing that the checkout has", () => {
  const root = checkout();
  const folder = new QuickstartFolder(root, "java");
  mkdirSync(join(folder.project, "src"), { recursive: true });
  writeFileSync(join(folder.project, "Pulumi.yaml"), "name: act365-java\nruntime: java\n");
  const other = new QuickstartFolder(root);
  for (const each of [folder, other]) each.create();
  for (const made of ["sdks", "target"]) mkdirSync(join(folder.project, made));

  folder.remove();
  expect(folder.exists).toBe(false);
  expect(other.exists).toBe(true);
  const left = ["src", "Pulumi.yaml", "sdks", "target"].filter((name) => existsSync(join(folder.project, name)));
  expect(left).toEqual(["src", "Pulumi.yaml"]);
});
