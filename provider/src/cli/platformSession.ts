import { ACT_365 } from "../elements/actessentials";
import { type ClientSession, openSession } from "../operations/openSession";
import type { Sources } from "../operations/settings";
import type { SharedState } from "../operations/sharedState";
import type { Stack } from "./stack";
import type { Surroundings } from "./surroundings";

/** Milliseconds for what a command reads. Thousands of instances take longer than the minute of a refresh. */
const READ_TIMEOUT = 600_000;

/** What a run of the command opens its sessions with. */
export interface Access {
  /** undefined where only the environment gives credentials. */
  readonly stack: Stack | undefined;
  readonly shared: SharedState;
  readonly around: Surroundings;
}

/**
 * Opens the platform with the credentials of the stack's configuration, then of the environment.
 * @param timeout milliseconds for everything that is done with it
 * @throws LifecycleError "settings"
 */
export function openPlatform(access: Access, timeout = READ_TIMEOUT): ClientSession {
  const { shared, around } = access;
  const { signal, messages } = around;
  const sources = sourcesOf(access);
  const log = (line: string) => messages.write(`${line}\n`);
  return openSession({ sources, element: ACT_365, timeout, signal, log }, shared);
}

/** Where the settings of a run come from. */
export function sourcesOf({ stack, around }: Access): Sources {
  return {
    configuration: (key) => stack?.configuration[key],
    configurationName: "stack configuration",
    environment: around.environment,
  };
}
