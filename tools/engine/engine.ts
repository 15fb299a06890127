import { delimiter, dirname } from "node:path";
import { DYNAMIC_PROVIDER, findOnPath, pathFolders, sdkDynamicProvider } from "./programs";

/** Where an engine came from: found on PATH, found in the cache, built from Go modules, or from Pulumi's installer. */
export type EngineSource = "path" | "cache" | "built" | "installed";

/** A real Pulumi CLI with its Node.js language host, ready to be called. */
export interface Engine {
  /** The CLI's path. */
  readonly pulumi: string;
  /** The folder that holds it. */
  readonly binDir: string;
  /** Its version, without a `v`. */
  readonly version: string;
  readonly source: EngineSource;
  /** What the environment of every call of the CLI should hold besides the caller's own. */
  readonly env: Record<string, string>;
}

/** Describes an engine whose CLI is at this path. */
export function engineAt(pulumi: string, version: string, source: EngineSource, env: NodeJS.ProcessEnv): Engine {
  const binDir = dirname(pulumi);
  return {
    pulumi,
    binDir,
    version,
    source,
    env: {
      PATH: pathWith(binDir, env),
      // Without these the CLI asks the internet: for newer versions, for plugins, for packages.
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    },
  };
}

function pathWith(binDir: string, env: NodeJS.ProcessEnv): string {
  const folders = pathFolders(env);
  // A folder that is on PATH already stays where it is: in front, it could bring another `node` with it.
  const path = folders.includes(binDir) ? folders : [binDir, ...folders];
  const complete = findOnPath(DYNAMIC_PROVIDER, { PATH: path.join(delimiter) }) !== undefined;
  return (complete ? path : [...path, dirname(sdkDynamicProvider())]).join(delimiter);
}
