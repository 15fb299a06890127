import type { Engine } from "../engine/engine";
import type { QuickstartFolder } from "./folder";

/** The stack's name. */
export const STACK = "dev";

/** What the environment of every `pulumi` call is made of. */
export interface EnvironmentParts {
  /** The user's own. */
  readonly env: NodeJS.ProcessEnv;
  readonly engine: Engine;
  readonly folder: QuickstartFolder;
  /** The simulator's address and credentials; nothing for the real platform, whose credentials are in `env`. */
  readonly platform: Readonly<Record<string, string>>;
  /** What programs in the language need; nothing for the quick start without one. */
  readonly program?: Readonly<Record<string, string>>;
  /** Whether a person can answer questions. */
  readonly interactive: boolean;
}

/** The environment that makes `pulumi` work on the quick start's stack, and on nothing of the user's own. */
export function pulumiEnvironment({
  env,
  engine,
  folder,
  platform,
  program,
  interactive,
}: EnvironmentParts): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_"))),
    ...engine.env,
    ...program,
    ...platform,
    ...withoutProxy(env),
    PULUMI_BACKEND_URL: `file://${folder.state}`,
    PULUMI_HOME: folder.pulumiHome,
    PULUMI_CONFIG_PASSPHRASE_FILE: folder.passphrase,
    PULUMI_STACK: STACK,
    PULUMI_OPTION_CONFIG_FILE: folder.stackConfiguration,
    ...(interactive ? {} : { PULUMI_SKIP_CONFIRMATIONS: "true", PULUMI_OPTION_NON_INTERACTIVE: "true" }),
  };
}

/** Pulumi's processes talk to each other, and to the simulator, on loopback: no proxy can help there. */
function withoutProxy(env: NodeJS.ProcessEnv): Record<string, string> {
  const own = env["NO_PROXY"] || env["no_proxy"];
  const all = [...(own ? [own] : []), "127.0.0.1", "localhost"].join(",");
  return { NO_PROXY: all, no_proxy: all };
}
