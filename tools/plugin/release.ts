import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { withAbsoluteLinks } from "../prepack/links";
import { archiveName, checksums, PLATFORMS, writeArchive } from "./archives";
import { bundlePlugin } from "./bundle";
import type { Files } from "./folder";
import { EXECUTABLE, windowsLauncher } from "./launcher";
import { bundledPackages, licensesOf } from "./licenses";
import { manifest, ROOT } from "./manifest";

/** `node tools/dist/plugin/release.js --out DIR`: writes the archives that a release offers, and their checksums. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  if (values.out === undefined) throw new Error("say where to: npm run release:plugin -- --out DIR");
  const out = resolve(values.out);
  const { version, node } = manifest();
  const common = await files();
  const windows = { ...common, [`${EXECUTABLE}.cmd`]: windowsLauncher(node) };
  mkdirSync(out, { recursive: true });
  for (const platform of PLATFORMS) {
    await writeArchive(join(out, archiveName(version, platform)), platform.os === "windows" ? windows : common);
  }
  const names = PLATFORMS.map((platform) => archiveName(version, platform));
  writeFileSync(join(out, `pulumi-act365_${version}_checksums.txt`), checksums(out, names));
}

/** What every archive holds. */
async function files(): Promise<Files> {
  const { version, node, repository } = manifest();
  const { text, parts } = await bundlePlugin(ROOT, node);
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  return {
    [EXECUTABLE]: text,
    "README.md": withAbsoluteLinks(readme, { repository, revision: `v${version}` }),
    LICENSE: readFileSync(join(ROOT, "LICENSE"), "utf8"),
    "THIRD-PARTY-LICENSES.txt": licensesOf(bundledPackages(parts), ROOT),
  };
}

main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
