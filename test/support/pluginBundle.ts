import { mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(__dirname, "..", "..");
const EXECUTABLE = "pulumi-resource-act365";

/** The folder with the plugin as one executable file, bundled from the sources once in each process of tests. */
export function pluginFolder(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(ROOT, "provider", "package.json"), "utf8"));
  const folder = join(tmpdir(), `act365-plugin-${process.getuid?.() ?? ""}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["provider/src/plugin/main.ts"],
    outfile: join(folder, EXECUTABLE),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minify: true,
    define: { PULUMI_ACT365_VERSION: JSON.stringify(version) },
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
  });
  return folder;
}
