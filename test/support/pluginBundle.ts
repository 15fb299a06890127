import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(__dirname, "..", "..");
const CACHE = join(ROOT, "node_modules", ".cache", "pulumi-act365");

/** The name of the plugin's executable. */
export const EXECUTABLE = "pulumi-resource-act365";

let bundled: Promise<string> | undefined;

/** The folder with the plugin as one executable file, bundled from the sources once in each file of tests. */
export function pluginFolder(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["provider/src/plugin/main.ts"],
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
  });
  const text = outputFiles[0]?.text ?? "";
  const folder = join(CACHE, `plugin-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`);
  const executable = join(folder, EXECUTABLE);
  if (existsSync(executable)) return folder;
  mkdirSync(folder, { recursive: true });
  // Other files of tests may do the same at this moment, or run it already.
  const own = `${executable}.${process.pid}`;
  writeFileSync(own, text);
  chmodSync(own, 0o755);
  renameSync(own, executable);
  return folder;
}
