import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import { temporaryFolder } from "../../support/temporaryFolder";
import { onlyInstance } from "../setUp";
import { machine, VERSION } from "./machine";

const EXECUTABLE = "pulumi-resource-act365";

test("one file is all that plugin install --file needs", async () => {
  const { platform, project, pluginEnds } = await machine();
  const file = join(PLUGIN_FOLDER, EXECUTABLE);
  await project.pulumi(["plugin", "install", "resource", "act365", VERSION, "--file", file]);
  expect(existsSync(join(project.folder, "home", "plugins", `resource-act365-v${VERSION}`, EXECUTABLE))).toBe(true);
  await project.pulumi(["package", "add", `act365@${VERSION}`]);
  await project.up();
  expect(await project.outputs()).toMatchObject({ instanceId: String(onlyInstance(platform).id) });
  await pluginEnds();
});

test("plugins.providers.path leads to the plugin, also through a symlink in a folder with spaces", async () => {
  const folder = join(temporaryFolder("plugins"), "plugins of ours");
  symlinkSync(PLUGIN_FOLDER, folder);
  const { platform, project, pluginEnds } = await machine(
    `plugins:\n  providers:\n    - name: act365\n      path: ${folder}\n`,
  );
  await project.up();
  expect(await project.outputs()).toMatchObject({ instanceId: String(onlyInstance(platform).id) });
  await pluginEnds();
});
