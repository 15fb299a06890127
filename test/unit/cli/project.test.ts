import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectOf } from "../../../provider/src/cli/project";
import { thrownBy } from "../../support/canary";
import { temporaryFolder } from "../../support/temporaryFolder";

function projectWith(yaml: string): string {
  const folder = temporaryFolder("project");
  writeFileSync(join(folder, "Pulumi.yaml"), yaml);
  return folder;
}

test.each([
  ["name: shop\nruntime: nodejs\n"],
  ['runtime: nodejs\n"name": "shop" # ours\n'],
  ["description: |\n  name: not this\nname: 'shop'\r\nruntime: nodejs\n"],
  ["name:\n  shop\nruntime: nodejs\n"],
  ["name: # ours\n  shop\n"],
  ["name: >-\n  shop\nruntime: nodejs\n"],
  ["\uFEFFname: shop\n"],
])("the name is read from %j", (yaml) => {
  expect(projectOf(projectWith(yaml))?.name).toBe("shop");
});

test.each([["runtime: nodejs\n"], ["name:\nruntime: nodejs\n"], ["name: [shop\n"], ["- shop\n"], [""]])(
  "a name that cannot be read (%j) is an error that names the file",
  (yaml) => {
    const folder = projectWith(yaml);
    expect(thrownBy(() => projectOf(folder)).message).toContain(join(folder, "Pulumi.yaml"));
  },
);

test("the project of a folder is the next one above, and there may be none", () => {
  const folder = projectWith("name: shop\n");
  mkdirSync(join(folder, "a", "b"), { recursive: true });
  expect(projectOf(join(folder, "a", "b"))).toEqual({ name: "shop", programFolder: folder });
  expect(projectOf("/")).toBeUndefined();
});

test("main names the program's folder, or a file in it", () => {
  const folder = projectWith("name: shop\nmain: program/index.ts\n");
  mkdirSync(join(folder, "program"));
  writeFileSync(join(folder, "program", "index.ts"), "");
  expect(projectOf(folder)?.programFolder).toBe(join(folder, "program"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nmain: program/\n");
  expect(projectOf(folder)?.programFolder).toBe(join(folder, "program"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nmain:\nruntime: nodejs\n");
  expect(projectOf(folder)?.programFolder).toBe(folder);
});
