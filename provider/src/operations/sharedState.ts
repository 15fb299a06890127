import type { ElementDefinition } from "../elements/definition";
import { HeldInstances } from "../lifecycle/model/heldInstances";
import { RunningProgram } from "../lifecycle/model/runningProgram";
import { platformOf } from "../platform/baseUrl";
import type { Credentials } from "../platform/credentials";
import { Transport } from "../platform/http/transport";
import { SharedList } from "../platform/sharedList";
import { Redactor } from "../redaction/redactor";
import { type Clock, systemClock } from "../util/clock";
import { configuredMaxConcurrentRequests, type Sources } from "./settings";
import { version } from "./version";

/** Sends single requests. */
type Sender = Pick<Transport, "send">;

/** What all calls of one process share, whatever element and front end they are of. One for each process. */
export class SharedState {
  readonly redactor = new Redactor();
  readonly program = new RunningProgram();
  private readonly transports = new Map<string, Sender>();
  private readonly lists = new Map<string, SharedList>();
  private readonly heldByPlatform = new Map<string, HeldInstances>();

  constructor(readonly clock: Clock = systemClock) {}

  /** One pool of connections and one limit of requests for each base URL. */
  transport(baseUrl: string, sources: Sources): Sender {
    return getOrAdd(this.transports, baseUrl, () => this.newTransport(baseUrl, sources));
  }

  protected newTransport(baseUrl: string, sources: Sources): Sender {
    const maxConcurrentRequests = configuredMaxConcurrentRequests(sources);
    const userAgent = `pulumi-act365/${version()}`;
    return new Transport(baseUrl, { maxConcurrentRequests, clock: this.clock, redactor: this.redactor, userAgent });
  }

  /** The list shared by all reads of one element's instances from one platform with the same credentials. */
  list({ key: element }: ElementDefinition, baseUrl: string, credentials: Credentials): SharedList {
    const { userSecret, organizationSecret } = credentials;
    const key = JSON.stringify([element, baseUrl, userSecret, organizationSecret]);
    return getOrAdd(this.lists, key, () => new SharedList(this.clock));
  }

  /** The instances of a platform that resources of this process hold. */
  held(baseUrl: string): HeldInstances {
    return getOrAdd(this.heldByPlatform, platformOf(baseUrl), () => new HeldInstances());
  }
}

function getOrAdd<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
