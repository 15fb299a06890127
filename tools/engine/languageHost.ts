import { existsSync, realpathSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Engine } from "./engine";
import { buildHost, hostFromCache } from "./hostCache";
import { HOSTS, type HostLanguage } from "./hosts";
import { withLock } from "./lock";
import { findOnPath, isProgram, languageHost } from "./programs";
import { type ObtainOptions, type Surroundings, surroundings } from "./surroundings";

/**
 * Finds the language host of an engine, or builds it: from PATH, from beside the engine, from the cache, from Go modules.
 * @returns the folder that holds it
 * @throws Error that says why it could not be built, and what a person can do about it
 */
export async function obtainLanguageHost(
  language: HostLanguage,
  engine: Pick<Engine, "pulumi" | "binDir">,
  options: ObtainOptions = {},
): Promise<string> {
  const around = surroundings(options);
  const installed = installedHost(language, engine, around);
  if (installed !== undefined) return installed;
  const cache = join(hostsFolder(around), `${language}-${HOSTS[language].version}`);
  const bin =
    (await hostFromCache(language, cache, around)) ??
    (await withLock(
      cache,
      `another process is building the ${HOSTS[language].name} language host`,
      around,
      async () => (await hostFromCache(language, cache, around)) ?? (await buildHost(language, cache, around)),
    ));
  return engine.binDir === join(around.cacheFolder, "bin") ? linkBeside(engine.binDir, bin, language) : bin;
}

/** The folder of the host that came with the user's Pulumi. The CLI looks on PATH, then beside itself, links followed. */
function installedHost(
  language: HostLanguage,
  { pulumi }: Pick<Engine, "pulumi">,
  around: Surroundings,
): string | undefined {
  const onPath = findOnPath(languageHost(language), around.env);
  const beside = [pulumi, realpathSync(pulumi)].map((file) => join(dirname(file), languageHost(language)));
  const found = onPath ?? beside.find(isProgram);
  // One of ours, linked there by an earlier run, may be of another version by now.
  const ours = found !== undefined && existsSync(hostsFolder(around)) && isInside(found, hostsFolder(around));
  return found === undefined || ours ? undefined : dirname(found);
}

function isInside(file: string, folder: string): boolean {
  return realpathSync(file).startsWith(realpathSync(folder) + sep);
}

function hostsFolder({ cacheFolder }: Surroundings): string {
  return join(cacheFolder, "hosts");
}

/** Puts a link beside the engine in the cache: of a host that is only on PATH, the CLI warns several times a command. */
function linkBeside(binDir: string, hostBin: string, language: HostLanguage): string {
  const link = join(binDir, languageHost(language));
  const making = `${link}.${process.pid}`;
  try {
    symlinkSync(join(hostBin, languageHost(language)), making);
    renameSync(making, link);
    return binDir;
  } catch {
    // No links may be made here, as on Windows: then it is on PATH.
    return hostBin;
  }
}
