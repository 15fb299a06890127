import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import { temporaryFolder } from "../../support/temporaryFolder";
import { machine } from "./machine";

const COMMITTED = join(PLUGIN_FOLDER, "..", "schema.json");
const BUILT = join(PLUGIN_FOLDER, "schema.json");

test("the engine finds nothing wrong with the schema, in the repository and with its version, but with a broken one", async () => {
  const { project } = await machine();
  for (const file of [COMMITTED, BUILT]) {
    expect((await project.pulumi(["schema", "check", file])).output).toBe("");
  }
  const broken = join(temporaryFolder("schema"), "schema.json");
  writeFileSync(
    broken,
    readFileSync(BUILT, "utf8").replace("#/types/act365:index:BasicAuth", "#/types/act365:index:Nothing"),
  );
  expect((await project.pulumi(["schema", "check", broken], { fails: true })).output).toContain("act365:index:Nothing");
});

test("get-schema prints the built schema, and no process of the plugin is left", async () => {
  const { project, pluginEnds } = await machine();
  const { output } = await project.pulumi(["package", "get-schema", join(PLUGIN_FOLDER, "pulumi-resource-act365")]);
  expect(JSON.parse(output)).toMatchObject({
    name: "act365",
    version: JSON.parse(readFileSync(BUILT, "utf8")).version,
  });
  await pluginEnds();
});
