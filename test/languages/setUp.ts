import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { PROGRAM_LANGUAGES, type ProgramLanguageName, readyProject } from "../../tools/languages/ready";
import { EXECUTABLE } from "../../tools/plugin/launcher";
import { manifest, PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { credentials } from "../engine/setUp";
import { canary } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { ROOT } from "../support/docs/pages";
import { startPlatform } from "../support/platform";
import { createProject, type Project } from "../support/pulumi";

/** A copy of a language's example, ready to run, with the plugin installed and a platform. */
export interface LanguageSetup {
  readonly platform: Simulator;
  readonly project: Project;
  /** Secret: the keys of Act! 365 that the stack's configuration holds. */
  readonly keys: { readonly apiKey: string; readonly developerKey: string };
  /** Changes the tag "sales" in the example's program to this one, as a user would. */
  retag(tag: string): void;
}

/** Copies a language's example into a folder of its own, without what a developer's own runs left in it. */
export function copyOfExample(language: ProgramLanguageName): string {
  const folder = mkdtempSync(join(tmpdir(), `act365-${language}-`));
  const left = /\/(sdks|node_modules|venv|target|__pycache__|Pulumi\.\w+\.yaml)$/;
  const from = join(ROOT, "examples", `${language}-plugin`);
  cpSync(from, folder, { recursive: true, filter: (file) => !left.test(file) });
  return folder;
}

/** The command that installs the plugin as it was built. */
export function pluginInstallation(): string[] {
  const { version } = manifest();
  return ["plugin", "install", "resource", "act365", version, "--file", join(PLUGIN_FOLDER, EXECUTABLE)];
}

/** Sets up the example of a language. */
export async function setUpLanguage(language: ProgramLanguageName): Promise<LanguageSetup> {
  const folder = copyOfExample(language);
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  const { engine, environment } = await readyProject(language, folder, { log: () => undefined });
  const platform = await startPlatform();
  const keys = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
  const project = await createProject({
    folder,
    environment: { ...engine.env, ...environment, ...credentials(platform) },
    configuration: {
      [`act365-${language}:apiKey`]: { secret: keys.apiKey },
      [`act365-${language}:developerKey`]: { secret: keys.developerKey },
    },
  });
  await project.pulumi(pluginInstallation());
  return {
    platform,
    project,
    keys,
    retag(tag) {
      const file = join(folder, PROGRAM_LANGUAGES[language].program);
      const text = readFileSync(file, "utf8");
      expect(text.split("sales")).toHaveLength(2);
      writeFileSync(file, text.replace("sales", tag));
    },
  };
}
