import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlePlugin } from "./bundle";
import { writeFolder } from "./folder";
import { EXECUTABLE, windowsLauncher } from "./launcher";
import { manifest, PLUGIN_FOLDER, ROOT } from "./manifest";

/** `node tools/dist/plugin/main.js`: writes provider/plugin. The program itself is the source of its schema. */
async function main(): Promise<void> {
  const { node } = manifest();
  const { text } = await bundlePlugin(ROOT, node);
  writeFolder(PLUGIN_FOLDER, { [EXECUTABLE]: text, [`${EXECUTABLE}.cmd`]: windowsLauncher(node) }, [EXECUTABLE]);
  const schema = execFileSync(process.execPath, [join(PLUGIN_FOLDER, EXECUTABLE), "--schema"]);
  writeFileSync(join(PLUGIN_FOLDER, "schema.json"), schema);
}

void main();
