import { homedir } from "node:os";
import { join } from "node:path";
import { type RunCommand, runCommand } from "./command";
import { type OfficialInstaller, officialInstaller } from "./officialInstaller";
import { ENGINE_VERSION } from "./versions";

/** What a caller may choose; every default is the real thing, so only tests need any of it. */
export interface ObtainOptions {
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Where the engine is kept between runs. @default `$XDG_CACHE_HOME/pulumi-act365/engine/3.259.0` */
  readonly cacheFolder?: string;
  /** Takes one line of progress at a time. @default a line on stderr */
  readonly log?: (line: string) => void;
  /** @default runs the command */
  readonly run?: RunCommand;
  /** @default Pulumi's own installer */
  readonly install?: OfficialInstaller;
  /** Stops a build or an installation. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between two lines of progress. @default 20000 */
  readonly progressEvery?: number;
}

/** The same with nothing left open. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cacheFolder: string;
  readonly log: (line: string) => void;
  readonly run: RunCommand;
  readonly install: OfficialInstaller;
  readonly signal: AbortSignal | undefined;
  readonly progressEvery: number;
}

/** Fills in the defaults. */
export function surroundings(options: ObtainOptions): Surroundings {
  const env = options.env ?? process.env;
  return {
    env,
    cacheFolder: options.cacheFolder ?? defaultCacheFolder(env),
    log: options.log ?? ((line) => process.stderr.write(`${line}\n`)),
    run: options.run ?? runCommand,
    install: options.install ?? officialInstaller,
    signal: options.signal,
    progressEvery: options.progressEvery ?? 20_000,
  };
}

/** Outside the checkout, so that a clean checkout on the same machine finds what an earlier one built. */
function defaultCacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache");
  return join(base, "pulumi-act365", "engine", ENGINE_VERSION);
}
