import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Engine, engineAt } from "./engine";
import { findOnPath, isProgram, LANGUAGE_HOST, PULUMI } from "./programs";
import { pulumiVersion } from "./pulumiVersion";
import type { Surroundings } from "./surroundings";
import { isAtLeast, OLDEST_VERSION } from "./versions";

/** The engine that the user has installed; undefined where there is none, or it is not good enough (one line says why). */
export async function engineFromPath(around: Surroundings): Promise<Engine | undefined> {
  const pulumi = findOnPath(PULUMI, around.env);
  if (pulumi === undefined) return undefined;
  const version = await pulumiVersion(pulumi, around);
  const fault = faultOf(pulumi, version, around.env);
  if (version === undefined || fault !== undefined) {
    around.log(`${pulumi} is not used: ${fault}`);
    return undefined;
  }
  return engineAt(pulumi, version, "path", around.env);
}

function faultOf(pulumi: string, version: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (version === undefined) return "it does not tell its version";
  if (!isAtLeast(version, OLDEST_VERSION)) return `it is ${version}, but ${OLDEST_VERSION} or newer is needed`;
  // The CLI looks for the language host on PATH, then beside itself, links followed.
  const beside = [pulumi, realpathSync(pulumi)].map((file) => join(dirname(file), LANGUAGE_HOST));
  if (findOnPath(LANGUAGE_HOST, env) === undefined && !beside.some(isProgram)) {
    return `its Node.js language host, ${LANGUAGE_HOST}, is neither next to it nor on the PATH`;
  }
  return undefined;
}
