import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainEngineFor } from "../engine";
import type { CommandResult } from "../engine/command";
import { goBuild } from "../engine/goBuild";
import { withLock } from "../engine/lock";
import { executable } from "../engine/programs";
import { withProgress } from "../engine/progress";
import type { Surroundings } from "../engine/surroundings";
import type { Language } from "./languages";

/** The code generators of some languages. */
interface Generators {
  /**
   * Writes an SDK into a folder that is named after the language, in the given one.
   * @param local whether it is for one project, as `pulumi package add` makes it
   */
  run(language: Language, schema: string, into: string, local: boolean): Promise<CommandResult>;
}

/** Builds what these languages need, or finds it where it was built before. */
export async function obtainGenerators(languages: readonly Language[], around: Surroundings): Promise<Generators> {
  const inGo = languages.some((language) => language !== "java") ? await buildGenerator(around) : "";
  const engine = languages.includes("java") ? await obtainEngineFor(["java"], around) : undefined;
  return {
    run(language, schema, into, local) {
      if (language !== "java" || engine === undefined) {
        return around.run(inGo, [...(local ? ["-local"] : []), language, schema, join(into, language)], around);
      }
      return withPulumiHome((home) => {
        const env = { ...around.env, ...engine.env, PULUMI_HOME: home, PULUMI_BACKEND_URL: `file://${home}` };
        const options = ["--language", language, "--out", into, ...(local ? ["--local"] : []), "--non-interactive"];
        return around.run(engine.pulumi, ["package", "gen-sdk", schema, ...options], {
          cwd: home,
          env,
          signal: around.signal,
        });
      });
    },
  };
}

/** The generator of all languages but Java. Go finds out by itself whether what was built is still right. */
function buildGenerator(around: Surroundings): Promise<string> {
  const folder = join(around.cacheFolder, "sdks");
  const output = join(folder, executable("generator"));
  return withLock(folder, "another process is building the SDKs' code generators", around, async () => {
    await withProgress("building the SDKs' code generators", around, () =>
      goBuild({ module: "sdks/generator", source: "." }, output, around),
    );
    return output;
  });
}

/** The user's own settings, plugins and log-in must make no difference. */
async function withPulumiHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), "act365-sdks-"));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
