import { delimiter } from "node:path";
import { buildEngine } from "./build";
import { engineFromCache } from "./cache";
import type { Engine } from "./engine";
import { engineFromPath } from "./fromPath";
import type { HostLanguage } from "./hosts";
import { installEngine } from "./install";
import { obtainLanguageHost } from "./languageHost";
import { withLock } from "./lock";
import { type ObtainOptions, type Surroundings, surroundings } from "./surroundings";
import { ENGINE_VERSION, OLDEST_VERSION } from "./versions";

/**
 * Finds a real Pulumi CLI, or makes one: from PATH, from the cache, from Go modules, from Pulumi's own installer.
 * @throws Error that says why each way failed, and what a person can do about it
 */
export async function obtainEngine(options: ObtainOptions = {}): Promise<Engine> {
  const around = surroundings(options);
  return (await engineFromPath(around)) ?? (await engineFromCache(around)) ?? (await makeEngine(around));
}

/**
 * The same, with the hosts of these languages on the PATH of its calls.
 * @throws also where a host can neither be found nor built
 */
export async function obtainEngineFor(
  languages: readonly HostLanguage[],
  options: ObtainOptions = {},
): Promise<Engine> {
  const engine = await obtainEngine(options);
  const folders: string[] = [];
  // One after another: each build keeps all cores busy.
  for (const language of languages) folders.push(await obtainLanguageHost(language, engine, options));
  const path = engine.env["PATH"]?.split(delimiter) ?? [];
  const missing = folders.filter((folder) => !path.includes(folder));
  return { ...engine, env: { ...engine.env, PATH: [...missing, ...path].join(delimiter) } };
}

/** Two runs may start at once: the second waits, and takes what the first one made. */
function makeEngine(around: Surroundings): Promise<Engine> {
  return withLock(
    around.cacheFolder,
    `another process is obtaining Pulumi ${ENGINE_VERSION}`,
    around,
    async () => (await engineFromCache(around)) ?? (await firstThatWorks([buildEngine, installEngine], around)),
  );
}

async function firstThatWorks(
  ways: readonly ((around: Surroundings) => Promise<Engine>)[],
  around: Surroundings,
): Promise<Engine> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way(around);
    } catch (error) {
      around.signal?.throwIfAborted();
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(noEngine(reasons));
}

function noEngine(reasons: readonly string[]): string {
  return [
    `There is no Pulumi CLI, and none could be installed:`,
    ...reasons.map((reason) => `  - ${reason}`),
    "Any of these helps:",
    `  - install Pulumi ${OLDEST_VERSION} or newer yourself (https://www.pulumi.com/docs/install/), and put it on PATH`,
    "  - install Go 1.26 or newer (https://go.dev/dl/), and allow it to reach its module proxy",
    "  - allow this machine to reach https://get.pulumi.com, for Pulumi's own installer",
  ].join("\n");
}
