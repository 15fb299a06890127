import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Engine, type EngineSource, engineAt } from "./engine";
import { DYNAMIC_PROVIDER, isProgram, LANGUAGE_HOST, PULUMI } from "./programs";
import { pulumiVersion } from "./pulumiVersion";
import type { Surroundings } from "./surroundings";
import { ENGINE_VERSION } from "./versions";

const UNFINISHED = "unfinished-";

/** The engine that an earlier run left in the cache; undefined where it is missing, incomplete, or does not run here. */
export async function engineFromCache(around: Surroundings): Promise<Engine | undefined> {
  return engineIn(join(around.cacheFolder, "bin"), "cache", around);
}

/**
 * Fills a new folder, and makes its `bin` the cached engine in one step, so that nobody ever sees half of one.
 * Only the holder of the cache's lock may do this.
 * @param fill puts the engine into `bin` of the folder that it is given
 */
export async function fillCache(
  source: EngineSource,
  around: Surroundings,
  fill: (folder: string) => Promise<void>,
): Promise<Engine> {
  mkdirSync(around.cacheFolder, { recursive: true });
  removeUnfinished(around.cacheFolder);
  const folder = mkdtempSync(join(around.cacheFolder, UNFINISHED));
  try {
    await fill(folder);
    const made = join(folder, "bin");
    if ((await engineIn(made, source, around)) === undefined) {
      throw new Error(`what was made is not a complete engine ${ENGINE_VERSION} that runs on this machine`);
    }
    const target = join(around.cacheFolder, "bin");
    // What stands there, if anything, is an engine that engineFromCache did not take.
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
    return engineAt(join(target, PULUMI), ENGINE_VERSION, source, around.env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function engineIn(bin: string, source: EngineSource, around: Surroundings): Promise<Engine | undefined> {
  const complete = [PULUMI, LANGUAGE_HOST, DYNAMIC_PROVIDER].every((name) => isProgram(join(bin, name)));
  if (!complete) return undefined;
  const pulumi = join(bin, PULUMI);
  // Asking for the version also shows whether it was built for this kind of machine: home folders are shared.
  const version = await pulumiVersion(pulumi, around);
  return version === ENGINE_VERSION ? engineAt(pulumi, version, source, around.env) : undefined;
}

/** Left by runs that were killed. */
function removeUnfinished(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}
