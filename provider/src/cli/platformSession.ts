import { ACT_365 } from "../elements/actessentials";
import type { TimedVerb } from "../lifecycle/model/values";
import { type ClientSession, openSession, type ProcessState } from "../operations/openSession";
import type { Sources } from "../operations/settings";
import type { Stack } from "./stack";
import type { Surroundings } from "./surroundings";

/** How long a command may read. Thousands of instances take longer than the minute of a refresh. */
const READ_TIMEOUT = "10m";

/** What a run of the command opens its sessions with. */
export interface Access {
  /** undefined where only the environment gives credentials. */
  readonly stack: Stack | undefined;
  readonly state: ProcessState;
  readonly around: Surroundings;
}

/**
 * Opens the platform with the credentials of the stack's configuration, then of the environment.
 * @param readTimeout such as "15s"
 * @throws SettingsError
 */
export function openPlatform(access: Access, verb: TimedVerb = "read", readTimeout = READ_TIMEOUT): ClientSession {
  const { state, around } = access;
  const { signal, messages } = around;
  const sources = sourcesOf(access);
  const log = (line: string) => messages.write(`${line}\n`);
  return openSession({ sources, element: ACT_365, verb, timeouts: { read: readTimeout }, signal, log }, state);
}

/** Where the settings of a run come from. */
export function sourcesOf({ stack, around }: Access): Sources {
  return {
    configuration: (key) => stack?.configuration[key],
    configurationName: "stack configuration",
    environment: around.environment,
  };
}
