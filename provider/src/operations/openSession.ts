import { createHash } from "node:crypto";
import type { ElementDefinition } from "../elements/definition";
import type { Declaration } from "../lifecycle/model/heldInstances";
import type { Session } from "../lifecycle/model/session";
import { PlatformClient } from "../platform/client";
import { Deadline } from "../util/clock";
import { baseUrlOf, configuredCredentials, type Sources } from "./settings";
import type { SharedState } from "./sharedState";

/** What a session is for. */
export interface SessionOptions {
  readonly sources: Sources;
  readonly element: ElementDefinition;
  /** Milliseconds for everything that is done with the session. */
  readonly timeout: number;
  /** The option with which users set `timeout`. Default: there is none. */
  readonly timeoutOption?: string;
  /** Whose instance it is about. Default: nobody's, for commands and look-ups. */
  readonly declaration?: Declaration;
  /** The platform recorded in the state. Default: the configured one. */
  readonly recordedBaseUrl?: string | undefined;
  /** Ends requests and waits early. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a request that changes something is finished in spite of the signal, once it was sent. Default: false. */
  readonly finishesWrites?: boolean | undefined;
  /** Takes one line for the user, without secrets. */
  log(line: string): void;
}

/** A session with additional calls that only commands need. */
export interface ClientSession extends Session {
  readonly platform: PlatformClient;
}

const NOBODY: Declaration = { identity: "", shown: "" };

/**
 * Everything that an operation on the platform needs. Settings are read here and not when a process starts: the engine
 * configures only once, and would continue with an unconfigured provider if that failed.
 * @throws LifecycleError "settings"
 */
export function openSession(options: SessionOptions, shared: SharedState): ClientSession {
  const { sources, element, signal, finishesWrites, declaration = NOBODY } = options;
  const { clock, redactor } = shared;
  const baseUrl = baseUrlOf(options.recordedBaseUrl, sources);
  const credentials = configuredCredentials(sources);
  redactor.add(credentials.userSecret, credentials.organizationSecret);
  const deadline = new Deadline(clock, options.timeout, options.timeoutOption);
  const log = (line: string) => options.log(redactor.sentence(line, 1_000));
  const common = { element, baseUrl, clock, deadline, signal, log };
  const list = shared.list(element, baseUrl, credentials);
  return {
    ...common,
    declaration,
    platform: new PlatformClient(shared.transport(baseUrl, sources), {
      ...common,
      finishesWrites,
      credentials,
      redactor,
      list,
    }),
    held: shared.held(baseUrl),
    userMark: (id) => createHash("sha256").update(`${id}|${credentials.userSecret}`).digest("hex").slice(0, 10),
  };
}
