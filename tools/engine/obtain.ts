import { buildEngine } from "./build";
import { engineFromCache } from "./cache";
import type { Engine } from "./engine";
import { engineFromPath } from "./fromPath";
import { installEngine } from "./install";
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
