import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENSE = /^(licen[cs]e|notice|copying)/i;

/** The folders of the packages with code in a bundle, by their paths in the checkout, in the order of the alphabet. */
export function bundledPackages({ outputs }: Metafile): string[] {
  const parts = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const folders = parts.flatMap(([file, { bytesInOutput }]) => {
    const folder = PACKAGE.exec(file)?.[1];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}

/**
 * The full licenses of packages: most licenses require a copy of them beside the program.
 * @param root the checkout
 * @throws if one of them has no license file: then somebody must find out whether it may be distributed
 */
export function licensesOf(packages: readonly string[], root: string): string {
  const intro = "The program contains code of these packages.\n";
  return [intro, ...packages.map((folder) => licenseOf(join(root, folder)))].join(`\n${"-".repeat(78)}\n\n`);
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => LICENSE.test(file));
  if (files.length === 0) throw new Error(`${name} ${version}, which is bundled, has no license among its files`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
