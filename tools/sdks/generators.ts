import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Engine, type HostLanguage, obtainEngineFor } from "../engine";
import type { CommandResult } from "../engine/command";
import { goBuild } from "../engine/goBuild";
import { withLock } from "../engine/lock";
import { executable, findOnPath, GO, isProgram } from "../engine/programs";
import { withProgress } from "../engine/progress";
import type { Surroundings } from "../engine/surroundings";
import type { Language } from "./languages";

const CHECKOUT = dirname(dirname(require.resolve("pulumi-act365/package.json")));

/** The package's logo: the same file as the schema's logoUrl leads to. */
const LOGO = join(CHECKOUT, "docs", "images", "logo.png");

/** The code generators of the languages that were asked for. */
interface Generators {
  /**
   * Writes an SDK into a folder that is named after the language, in the given one.
   * @param local whether it is for one project, as `pulumi package add` makes it
   */
  run(language: Language, schema: string, into: string, local: boolean): Promise<CommandResult>;
}

/**
 * Builds what these languages need, or finds it where it was built before. A language's generator is part of its host, as
 * Pulumi ships it. Of the hosts that we can build with Go, only Java's has it; for the others, a Go program of our own has
 * the generators, of the version that the schema is tested with. Without Go, the hosts must come with Pulumi.
 */
export async function obtainGenerators(languages: readonly Language[], around: Surroundings): Promise<Generators> {
  const withoutGo = findOnPath(GO, around.env) === undefined;
  const inHosts = languages.filter((language) => language === "java" || withoutGo);
  const engine = inHosts.length > 0 ? await obtainEngineFor(inHosts.filter(isHostLanguage), around) : undefined;
  const generator = inHosts.length < languages.length ? await buildGenerator(around) : "";
  return {
    run(language, schema, into, local) {
      if (engine !== undefined && inHosts.includes(language)) return askEngine(engine, language, schema, into, local);
      const options = ["-logo", LOGO, ...(local ? ["-local"] : [])];
      return around.run(generator, [...options, language, schema, join(into, language)], around);
    },
  };

  async function askEngine(
    { pulumi, env: engineEnv }: Engine,
    language: Language,
    schema: string,
    into: string,
    local: boolean,
  ): Promise<CommandResult> {
    // The user's own settings, plugins and log-in must make no difference.
    const home = mkdtempSync(join(tmpdir(), "act365-sdks-"));
    try {
      const env = { ...around.env, ...engineEnv, PULUMI_HOME: home, PULUMI_BACKEND_URL: `file://${home}` };
      const options = ["--language", language, "--out", into, ...(local ? ["--local"] : []), "--non-interactive"];
      const args = ["package", "gen-sdk", schema, ...options];
      return await around.run(pulumi, args, { cwd: home, env, signal: around.signal });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
}

/** The host of Node.js comes with the engine; .NET's, which cannot be built here, the engine finds by itself. */
function isHostLanguage(language: Language): language is Language & HostLanguage {
  return language !== "nodejs" && language !== "dotnet";
}

/**
 * The generator of all languages but Java. Go itself checks whether the program that it built before is still up to
 * date.
 */
function buildGenerator(around: Surroundings): Promise<string> {
  const folder = join(around.cacheFolder, "sdks");
  const output = join(folder, executable("generator"));
  return withLock(folder, "another process is building the SDKs' code generators", around, async () => {
    if (!isProgram(output)) {
      around.log(
        "Building the SDKs' code generators with Go. This takes about 2 minutes on 2 cores, once for this machine.",
      );
    }
    await withProgress("building", around, () => goBuild({ module: "sdks/generator", source: "." }, output, around));
    return output;
  });
}
