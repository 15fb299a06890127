import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lastLines } from "../engine/command";
import { type ObtainOptions, surroundings } from "../engine/surroundings";
import { PLUGIN_FOLDER } from "../plugin/manifest";
import { obtainGenerators } from "./generators";
import type { Language } from "./languages";

/** The schema, with the package's version, that the build of this checkout makes. */
export const SCHEMA = join(PLUGIN_FOLDER, "schema.json");

/** What SDKs are made from, and where they go. */
interface Task {
  /** The schema's file. */
  readonly schema: string;
  /** The folder that gets one folder for each language. */
  readonly out: string;
  readonly languages: readonly Language[];
  /** Whether they are for one project, as `pulumi package add` makes them. */
  readonly local: boolean;
}

/**
 * Writes SDKs, each into a folder of its own. The same schema always gives the same bytes.
 * @throws if a folder exists already, the schema has no version, or the generators cannot be built
 */
export async function generateSdks(
  { schema, out, languages, local }: Task,
  options: ObtainOptions = {},
): Promise<void> {
  const around = surroundings(options);
  const file = resolve(schema);
  checkSchema(file);
  for (const folder of languages.map((language) => join(out, language))) {
    // It may hold anything: nothing that this command has not made itself is removed.
    if (existsSync(folder)) throw new Error(`${folder} exists already: remove it first, or choose another --out.`);
  }
  const generators = await obtainGenerators(languages, around);
  mkdirSync(out, { recursive: true });
  for (const language of languages) {
    const made = mkdtempSync(join(out, ".unfinished-"));
    try {
      const { status, stdout, stderr } = await generators.run(language, file, made, local);
      if (status !== 0)
        throw new Error(`the SDK for ${language} could not be generated:\n${lastLines(stdout + stderr)}`);
      renameSync(join(made, language), join(out, language));
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  }
}

function checkSchema(file: string): void {
  if (!existsSync(file))
    throw new Error(`there is no schema at ${file}: \`npm run build\` makes provider/plugin/schema.json.`);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version?: string };
  // An SDK tells the engine which version of the plugin to run.
  if (version === undefined)
    throw new Error(`${file} has no version: use provider/plugin/schema.json, which has the package's.`);
}
