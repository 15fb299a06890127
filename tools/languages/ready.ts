import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Engine, obtainEngineFor } from "../engine";
import { findOnPath } from "../engine/programs";
import { type ObtainOptions, surroundings } from "../engine/surroundings";
import { generateSdks, SCHEMA } from "../sdks/generate";
import type { Language as SdkLanguage } from "../sdks/languages";
import { go } from "./go";
import { java } from "./java";
import type { ProgramLanguage } from "./language";
import { python } from "./python";
import { typescript } from "./typescript";
import { yaml } from "./yaml";

/** The languages in which a program can be run here. C# is missing: its tools cannot be had from a package registry. */
const PROGRAM_LANGUAGES = { yaml, python, go, java, typescript } satisfies Record<string, ProgramLanguage>;

/** One of them. */
export type ProgramLanguageName = keyof typeof PROGRAM_LANGUAGES;

/** What it takes to run `pulumi` on a project. */
export interface ReadyProject {
  readonly engine: Engine;
  /** What the environment of every call should hold besides the caller's own and the engine's. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes the program in a folder ready to run, as `pulumi install` would: the language's host, the SDK in `sdks/act365`,
 * and what the program imports. The plugin itself is left to the caller, whose PULUMI_HOME holds it.
 * @throws where the machine lacks the language, with what to install; where something cannot be built or fetched
 */
export async function readyProject(
  language: ProgramLanguageName,
  folder: string,
  options: ObtainOptions = {},
): Promise<ReadyProject> {
  const around = surroundings(options);
  const { name, host, sdk, needs, prepare }: ProgramLanguage = PROGRAM_LANGUAGES[language];
  const missing = needs.filter(({ program }) => findOnPath(program, around.env) === undefined);
  if (missing.length > 0) {
    const all = missing.map(({ program, install }) => `  - ${program}: install ${install}`);
    throw new Error([`To run ${name} programs, this machine lacks:`, ...all].join("\n"));
  }
  const engine = await obtainEngineFor(host === undefined ? [] : [host], options);
  if (sdk !== undefined) await addSdk(sdk, folder, options);
  return { engine, environment: await prepare(folder, { ...around, env: { ...around.env, ...engine.env } }) };
}

/** Generates the SDK where `pulumi package add` puts it. */
async function addSdk(language: SdkLanguage, folder: string, options: ObtainOptions): Promise<void> {
  const making = join(folder, "sdks", "unfinished");
  const made = join(folder, "sdks", "act365");
  for (const old of [making, made]) rmSync(old, { recursive: true, force: true });
  await generateSdks({ schema: SCHEMA, out: making, languages: [language], local: true }, options);
  renameSync(join(making, language), made);
  rmSync(making, { recursive: true });
}
