import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlePlugin } from "./bundle";
import { EXECUTABLE, windowsLauncher } from "./launcher";
import { manifest, ROOT } from "./manifest";

const FOLDER = join(ROOT, "provider", "plugin");

/** `node tools/dist/plugin/main.js`: writes provider/plugin. The program itself is the source of its schema. */
async function main(): Promise<void> {
  const { node } = manifest();
  const { text } = await bundlePlugin(ROOT, node);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  const executable = join(FOLDER, EXECUTABLE);
  writeFileSync(executable, text, { mode: 0o755 });
  writeFileSync(`${executable}.cmd`, windowsLauncher(node));
  writeFileSync(join(FOLDER, "schema.json"), execFileSync(process.execPath, [executable, "--schema"]));
}

void main();
