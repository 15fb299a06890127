import { createHash } from "node:crypto";
import type { ElementDefinition } from "../elements/definition";
import { HeldInstances } from "../lifecycle/model/heldInstances";
import type { Session } from "../lifecycle/model/session";
import { deadlineOf } from "../lifecycle/model/timeouts";
import type { TimedVerb, Timeouts } from "../lifecycle/model/values";
import { platformOf } from "../platform/baseUrl";
import { PlatformClient } from "../platform/client";
import type { Credentials } from "../platform/credentials";
import { Transport } from "../platform/http/transport";
import { SharedList } from "../platform/sharedList";
import { Redactor } from "../redaction/redactor";
import { type Clock, systemClock } from "../util/clock";
import { baseUrlOf, configuredCredentials, configuredMaxConcurrentRequests, type Sources } from "./settings";
import { version } from "./version";

/** Sends single requests. */
type Sender = Pick<Transport, "send">;

/** What all operations of one process share. */
export class ProcessState {
  readonly redactor = new Redactor();
  private readonly transports = new Map<string, Sender>();
  private readonly lists = new Map<string, SharedList>();
  private readonly heldByPlatform = new Map<string, HeldInstances>();

  constructor(readonly clock: Clock = systemClock) {}

  /** One pool of connections and one limit of requests for each base URL. */
  transport(baseUrl: string, sources: Sources): Sender {
    return existing(this.transports, baseUrl, () => this.newTransport(baseUrl, sources));
  }

  protected newTransport(baseUrl: string, sources: Sources): Sender {
    const maxConcurrentRequests = configuredMaxConcurrentRequests(sources);
    const userAgent = `pulumi-act365/${version()}`;
    return new Transport(baseUrl, { maxConcurrentRequests, clock: this.clock, redactor: this.redactor, userAgent });
  }

  /** Shows the user a redacted line. The engine shows stderr under the stack. */
  print(line: string): void {
    console.error(line);
  }

  /** The list shared by all reads from one platform with the same credentials. */
  list(baseUrl: string, { userSecret, organizationSecret }: Credentials): SharedList {
    const key = JSON.stringify([baseUrl, userSecret, organizationSecret]);
    return existing(this.lists, key, () => new SharedList(this.clock));
  }

  /** The instances of a platform that resources of this process hold. */
  held(baseUrl: string): HeldInstances {
    return existing(this.heldByPlatform, platformOf(baseUrl), () => new HeldInstances());
  }
}

/** What a session is for. */
export interface SessionOptions {
  readonly sources: Sources;
  readonly element: ElementDefinition;
  /** Decides the default timeout. */
  readonly verb: TimedVerb;
  readonly timeouts?: Timeouts | undefined;
  /** The platform recorded in the state. Default: the configured one. */
  readonly recordedBaseUrl?: string | undefined;
  /** Ends requests and waits early. */
  readonly signal?: AbortSignal | undefined;
  /** Takes one line for the user. It is redacted only if it comes from the session itself. */
  log(line: string): void;
}

/** A session with additional calls that only commands need. */
export interface ClientSession extends Session {
  readonly platform: PlatformClient;
}

/**
 * Everything that an operation on the platform needs. Settings are read here and not when a process starts: the engine
 * configures only once, and would continue with an unconfigured provider if that failed.
 * @throws SettingsError
 */
export function openSession(options: SessionOptions, process: ProcessState): ClientSession {
  const { sources, element, verb, timeouts, signal } = options;
  const { clock, redactor } = process;
  const baseUrl = baseUrlOf(options.recordedBaseUrl, sources);
  const credentials = configuredCredentials(sources);
  redactor.add(credentials.userSecret, credentials.organizationSecret);
  const deadline = deadlineOf(verb, timeouts, clock);
  const log = (line: string) => options.log(redactor.sentence(line, 1_000));
  const shared = { element, baseUrl, clock, deadline, signal, log };
  const list = process.list(baseUrl, credentials);
  return {
    ...shared,
    platform: new PlatformClient(process.transport(baseUrl, sources), {
      ...shared,
      credentials,
      redactor,
      list,
    }),
    held: process.held(baseUrl),
    userMark: (id) => createHash("sha256").update(`${id}|${credentials.userSecret}`).digest("hex").slice(0, 10),
  };
}

function existing<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
