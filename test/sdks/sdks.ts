import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateSdks, SCHEMA } from "../../tools/sdks/generate";
import type { Language } from "../../tools/sdks/languages";
import { temporaryFolder } from "../support/temporaryFolder";

/** The checkout. */
export const ROOT = join(__dirname, "..", "..");

/**
 * Generates an SDK into a folder that is removed with the test.
 * @returns the SDK's folder
 */
export async function generated(language: Language, { local = false, schema = SCHEMA } = {}): Promise<string> {
  const out = join(temporaryFolder("sdk"), "out");
  await generateSdks({ schema, out, languages: [language], local });
  return join(out, language);
}

/** All files below a folder, by path. */
export function contents(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]));
}
