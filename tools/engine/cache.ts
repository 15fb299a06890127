import { join } from "node:path";
import { fillAtOnce } from "./atOnce";
import { type Engine, type EngineSource, engineAt } from "./engine";
import { DYNAMIC_PROVIDER, isProgram, LANGUAGE_HOST, PULUMI } from "./programs";
import { pulumiVersion } from "./pulumiVersion";
import type { Surroundings } from "./surroundings";
import { ENGINE_VERSION } from "./versions";

/** The engine that an earlier run left in the cache; undefined where it is missing, incomplete, or does not run here. */
export async function engineFromCache(around: Surroundings): Promise<Engine | undefined> {
  return engineIn(join(around.cacheFolder, "bin"), "cache", around);
}

/**
 * Makes a new engine the cached one. Only the holder of the cache's lock may do this.
 * @param fill puts the engine into `bin` of the folder that it is given
 */
export async function fillCache(
  source: EngineSource,
  around: Surroundings,
  fill: (folder: string) => Promise<void>,
): Promise<Engine> {
  const bin = await fillAtOnce(around.cacheFolder, async (folder) => {
    await fill(folder);
    if ((await engineIn(join(folder, "bin"), source, around)) === undefined) {
      throw new Error(`what was made is not a complete engine ${ENGINE_VERSION} that runs on this machine`);
    }
  });
  return engineAt(join(bin, PULUMI), ENGINE_VERSION, source, around.env);
}

async function engineIn(bin: string, source: EngineSource, around: Surroundings): Promise<Engine | undefined> {
  const complete = [PULUMI, LANGUAGE_HOST, DYNAMIC_PROVIDER].every((name) => isProgram(join(bin, name)));
  if (!complete) return undefined;
  const pulumi = join(bin, PULUMI);
  // Asking for the version also shows whether it was built for this kind of machine: home folders are shared.
  const version = await pulumiVersion(pulumi, around);
  return version === ENGINE_VERSION ? engineAt(pulumi, version, source, around.env) : undefined;
}
