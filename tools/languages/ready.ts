import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/** The languages in which a program can be run here. C# is missing, since no package registry that we use has .NET. */
export const PROGRAM_LANGUAGES = { yaml, python, go, java, typescript } satisfies Record<string, ProgramLanguage>;

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
 * @throws if the machine lacks the language, with what to install; if something cannot be built or downloaded
 */
export async function readyProject(
  name: ProgramLanguageName,
  project: string,
  options: ObtainOptions = {},
): Promise<ReadyProject> {
  const around = surroundings(options);
  const language: ProgramLanguage = PROGRAM_LANGUAGES[name];
  checkNeeds(language, around.env);
  const engine = await obtainEngineFor(language.host === undefined ? [] : [language.host], options);
  const withEngine = { ...around, env: { ...around.env, ...engine.env } };
  if (language.sdk !== undefined && !isCurrent(project)) {
    await addSdk(language.sdk, project, options);
    await language.install?.(project, withEngine);
    writeFileSync(join(project, STAMP), stamp());
  }
  return { engine, environment: (await language.environment?.(project, withEngine)) ?? {} };
}

function checkNeeds({ name, needs }: ProgramLanguage, env: NodeJS.ProcessEnv): void {
  // Windows has scripts of the same name.
  const isThere = (program: string) =>
    [program, `${program}.exe`, `${program}.cmd`].some((file) => findOnPath(file, env));
  const missing = needs.filter(({ program }) => !isThere(program));
  if (missing.length === 0) return;
  const all = missing.map(({ program, install }) => `  - ${program}: install ${install}`);
  throw new Error([`To run ${name} programs, this machine lacks:`, ...all].join("\n"));
}

/**
 * The file that is written once the SDK in a project is installed; it holds a hash of the schema that the SDK was made
 * from.
 */
const STAMP = join("sdks", "made-of");

function stamp(): string {
  return createHash("sha256").update(readFileSync(SCHEMA)).digest("hex");
}

function isCurrent(project: string): boolean {
  const file = join(project, STAMP);
  return existsSync(file) && readFileSync(file, "utf8") === stamp();
}

/** Generates the SDK where `pulumi package add` puts it. */
async function addSdk(language: SdkLanguage, project: string, options: ObtainOptions): Promise<void> {
  rmSync(join(project, "sdks"), { recursive: true, force: true });
  const making = join(project, "sdks", "unfinished");
  await generateSdks({ schema: SCHEMA, out: making, languages: [language], local: true }, options);
  renameSync(join(making, language), join(project, "sdks", "act365"));
  rmSync(making, { recursive: true });
}
