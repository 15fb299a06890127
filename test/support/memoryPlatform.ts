import { ACT_365 } from "../../provider/src/elements/actessentials";
import type { Platform } from "../../provider/src/lifecycle/model/session";
import type { InstanceBody, Ping } from "../../provider/src/platform/client";
import { NetworkError, NotFoundError, type Outcome, type PlatformError } from "../../provider/src/platform/errors";
import type { Instance } from "../../provider/src/platform/instance";
import type { Page } from "../../provider/src/platform/sharedList";
import type { Deadline } from "../../provider/src/util/clock";
import { canary } from "./canary";
import type { FakeClock } from "./fakeClock";

export type Verb = Exclude<keyof Platform, "within">;

/** An instance as the platform keeps it. */
export interface Stored {
  readonly id: string;
  name: string;
  token: string;
  tags: string[];
  /** In clear. */
  configuration: Record<string, string | null>;
  disabled: boolean;
  valid: boolean;
  createdDate: string;
  elementKey: string;
  /** When lists begin to show it; milliseconds since 1970. */
  listedFrom: number;
}

/** Which calls of a verb fail, and when. */
export interface Failing {
  /** Whether the call fails before anything is done, or after. Default: before. */
  readonly when?: "before" | "after";
  /** Which of the verb's calls from now on, counted from 1. Default: the first. */
  readonly calls?: readonly number[] | "every";
}

interface Fault extends Required<Failing> {
  readonly verb: Verb;
  readonly error: unknown;
  seen: number;
}

export const ORGANIZATION = 1190;
export const ACCOUNT = 11111;
export const ELEMENT = 764;

/** A platform without HTTP, for tests of the lifecycle, which knows none. Follows platform-api.md. */
export class MemoryPlatform implements Platform {
  /** Every call, such as "create", "put 1" or "setEnabled 1 false", in order. */
  readonly calls: string[] = [];
  /** When each call began: milliseconds since the start of the test. */
  readonly times: number[] = [];
  /** The whole time that each call's deadline allowed, in milliseconds. */
  readonly limits: number[] = [];
  /** The bodies of `create`, `put` and `patch`, in order. */
  readonly bodies: InstanceBody[] = [];
  readonly instances = new Map<string, Stored>();
  /** The organization that the credentials belong to. */
  organization: number | undefined = ORGANIZATION;
  /** What a ping returns; the instance's element and validity unless given. */
  pong: Omit<Ping, "summary"> | undefined;
  /** Changes responses, which may lack what a broken one would. */
  respond: (instance: Instance, verb: Verb) => Instance = (instance) => instance;
  /** Milliseconds until lists show a new instance. */
  lag = 0;
  /** Milliseconds for which lists still show a deleted instance. */
  lateRemoval = 0;

  private readonly deleted: { stored: Stored; listedUntil: number }[] = [];
  private readonly faults: Fault[] = [];
  private readonly durations = new Map<Verb, number>();
  private readonly start: number;
  private readonly ids = { last: 0 };

  /** @param deadline that of the operation that calls */
  constructor(
    private readonly clock: FakeClock,
    readonly deadline: Deadline,
  ) {
    this.start = clock.now();
  }

  within(deadline: Deadline): MemoryPlatform {
    return Object.create(this, { deadline: { value: deadline } });
  }

  /** Lets calls of a verb fail. */
  fail(verb: Verb, error: unknown, { when = "before", calls = [1] }: Failing = {}): void {
    this.faults.push({ verb, error, when, calls, seen: 0 });
  }

  /** Lets each call of a verb take some time. */
  takes(verb: Verb, ms: number): void {
    this.durations.set(verb, ms);
  }

  /** An instance that somebody else made. */
  add(given: Partial<Stored> = {}): Stored {
    this.ids.last += 1;
    const stored: Stored = {
      id: String(this.ids.last),
      name: "crm",
      token: canary("token"),
      tags: [],
      configuration: defaults(),
      disabled: false,
      valid: true,
      createdDate: `2026-01-01T03:04:0${this.ids.last % 10}Z`,
      elementKey: ACT_365.key,
      listedFrom: 0,
      ...given,
    };
    this.instances.set(stored.id, stored);
    return stored;
  }

  /** The instance itself, to be looked at or changed by others. */
  stored(id: string): Stored {
    const stored = this.instances.get(id);
    if (stored === undefined) throw new Error(`the platform has no instance ${id}`);
    return stored;
  }

  /** Deletes an instance, as somebody else would. */
  remove(id: string): void {
    this.deleted.push({ stored: this.stored(id), listedUntil: this.clock.now() + this.lateRemoval });
    this.instances.delete(id);
  }

  /** Forgets what was called so far. */
  forget(): void {
    for (const list of [this.calls, this.times, this.limits, this.bodies]) list.length = 0;
  }

  create(body: InstanceBody): Promise<Instance> {
    return this.call("create", "create", () => {
      this.bodies.push(body);
      const now = this.clock.now();
      const createdDate = new Date(now).toISOString();
      const stored = this.add({ createdDate, listedFrom: now + this.lag });
      change(stored, body);
      // A key that is given as null counts as not given.
      for (const [key, value] of Object.entries(defaults())) stored.configuration[key] ??= value;
      return stored;
    });
  }

  get(id: string): Promise<Instance> {
    return this.call("get", `get ${id}`, () => this.found(id));
  }

  getListed(id: string): Promise<Instance> {
    return this.get(id);
  }

  put(id: string, body: InstanceBody): Promise<Instance> {
    return this.changing("put", id, body);
  }

  patch(id: string, body: InstanceBody): Promise<Instance> {
    return this.changing("patch", id, body);
  }

  async delete(id: string): Promise<void> {
    await this.call("delete", `delete ${id}`, () => {
      const stored = this.found(id);
      this.remove(id);
      return stored;
    });
  }

  async setEnabled(id: string, enabled: boolean): Promise<void> {
    await this.call("setEnabled", `setEnabled ${id} ${enabled}`, () =>
      Object.assign(this.found(id), { disabled: !enabled }),
    );
  }

  async findByTag(tag: string): Promise<Instance[]> {
    return this.enter("findByTag", `findByTag ${tag}`, () =>
      this.listed()
        .filter(({ tags }) => tags.includes(tag))
        .map((stored) => this.respond(shown(stored), "findByTag")),
    );
  }

  async hasNoneTagged(): Promise<boolean> {
    return false;
  }

  idsTagged(_tag: string): readonly string[] {
    return [];
  }

  async *list(): AsyncGenerator<Page> {
    yield { instances: [...this.instances.values()].map((stored) => shown(stored)), total: this.instances.size };
  }

  async organizationId(): Promise<number | undefined> {
    return this.enter("organizationId", "organizationId", () => this.organization);
  }

  async ping(token: string): Promise<Ping> {
    return this.enter("ping", "ping", () => {
      const stored = [...this.instances.values()].find((instance) => instance.token === token);
      if (stored === undefined || stored.disabled) throw failure("refused", "GET /hubs/crm/ping returned 403");
      const pong = this.pong ?? { endpoint: stored.elementKey, valid: stored.valid };
      return { summary: "GET /hubs/crm/ping returned 200", ...pong };
    });
  }

  private listed(): Stored[] {
    const now = this.clock.now();
    const live = [...this.instances.values()].filter(({ listedFrom }) => listedFrom <= now);
    return [...live, ...this.deleted.filter(({ listedUntil }) => now < listedUntil).map(({ stored }) => stored)];
  }

  private changing(verb: "put" | "patch", id: string, body: InstanceBody): Promise<Instance> {
    return this.call(verb, `${verb} ${id}`, () => {
      this.bodies.push(body);
      return change(this.found(id), body);
    });
  }

  private async call(verb: Verb, text: string, work: () => Stored): Promise<Instance> {
    return this.enter(verb, text, () => this.respond(shown(work()), verb));
  }

  private async enter<T>(verb: Verb, text: string, work: () => T): Promise<T> {
    this.calls.push(text);
    this.times.push(this.clock.now() - this.start);
    this.limits.push(this.deadline.total);
    this.clock.advance(this.durations.get(verb) ?? 0);
    const fault = this.faultOf(verb);
    if (fault?.when === "before") throw fault.error;
    const result = work();
    if (fault !== undefined) throw fault.error;
    return result;
  }

  private faultOf(verb: Verb): Fault | undefined {
    const ofVerb = this.faults.filter((fault) => fault.verb === verb);
    for (const fault of ofVerb) fault.seen += 1;
    return ofVerb.find(({ calls, seen }) => calls === "every" || calls.includes(seen));
  }

  private found(id: string): Stored {
    const stored = this.instances.get(id);
    if (stored === undefined) throw notFound(id);
    return stored;
  }
}

/** A failed request. */
export function failure(outcome: Outcome, message = `POST /instances failed (${outcome})`): PlatformError {
  return new NetworkError(message, { verb: "POST", path: "/instances", outcome, transient: false });
}

/** The platform's own 404 for an instance. */
export function notFound(id: string): NotFoundError {
  return new NotFoundError(`GET /instances/${id} returned 404`, {
    verb: "GET",
    path: `/instances/${id}`,
    outcome: "refused",
    transient: false,
    status: 404,
    requestId: "r1",
  });
}

/** What an instance's configuration is when nothing is given. */
export function defaults(): Record<string, string | null> {
  return Object.fromEntries(Object.entries(ACT_365.configuration).map(([key, value]) => [key, value.default]));
}

function change(stored: Stored, { name, tags, configuration }: InstanceBody): Stored {
  if (name !== undefined) stored.name = stripped(name);
  if (tags !== undefined) stored.tags = [...new Set(tags.map(stripped))];
  Object.assign(stored.configuration, configuration);
  return stored;
}

/** As responses show it: passwords masked, tags in another order than they were given. */
function shown({ configuration, tags, listedFrom: _, ...stored }: Stored): Instance {
  const masked = ([key, value]: [string, string | null]) =>
    [key, value !== null && ACT_365.configuration[key]?.type === "password" ? "********" : value] as const;
  return {
    ...stored,
    tags: [...tags].reverse(),
    configuration: Object.fromEntries(Object.entries(configuration).map(masked)),
    elementId: ELEMENT,
    organizationId: ORGANIZATION,
    accountId: ACCOUNT,
  };
}

function stripped(text: string): string {
  return text.replace(/<\/?[a-z][^>]*>/gi, "");
}
