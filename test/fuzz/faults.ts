import type { Fault, FaultRule, Faults } from "act365-simulator";
import fc from "fast-check";

const json = (status: number, more: object = {}): Fault => ({ kind: "status", status, echoRequest: true, ...more });
const after = (status: number, more: object = {}): Fault => json(status, { when: "afterCommit", ...more });
const response = (body: string): Fault => ({ kind: "body", body });

/**
 * What may go wrong with any request, by what it leaves behind. Left out is what a platform that tells the truth cannot
 * response: that it refused (4xx, 429, 503 with Retry-After) what it did, or that there is none (its own 404, or an empty
 * one) where there is one.
 */
const FAULTS = {
  askedToWait: {
    "429": json(429),
    "429 soon": json(429, { retryAfter: 1 }),
    "429 much later": json(429, { retryAfter: 3_600 }),
    "503 now": json(503, { retryAfter: 0 }),
  },
  refused: {
    "400": json(400),
    "401": json(401),
    "403": json(403),
    "400 cut in an emoji": json(400, { message: "cut \ud83d" }),
    "404 of a gateway": json(404, { body: "html" }),
    "408": json(408),
    "409": json(409),
    redirect: { kind: "redirect", location: "https://elsewhere.example/" },
  },
  notDone: {
    "closed before": { kind: "close", when: "beforeCommit" },
    "500": json(500),
    "500 without request id": json(500, { body: { message: "oops" } }),
    "502 of a gateway": json(502, { body: "html" }),
    "503 unreadable": json(503, { retryAfter: "soon", body: "empty" }),
    "a page of a portal": json(200, { body: "html" }),
  },
  done: {
    "closed after": { kind: "close", when: "afterCommit" },
    "500 after": after(500),
    "502 of a gateway after": after(502, { body: "html" }),
    "504 empty after": after(504, { body: "empty" }),
    truncated: { kind: "truncated" },
  },
  unreadable: {
    malformed: { kind: "malformed" },
    nothing: response(""),
    null: response("null"),
    "no properties": response("{}"),
    "a page": { kind: "body", body: "<html>Signed out</html>", headers: { "content-type": "text/html" } },
  },
} satisfies Record<string, Record<string, Fault>>;

/** What may happen to a POST besides: the vendor refuses, the new instance shows late. */
const POST_FAULTS = {
  "vendor refuses": json(401, { providerMessage: "The key is not valid" }),
  "vendor refuses after": after(401, { providerMessage: "The key is not valid" }),
  "shows late": "short",
  "shows very late": "long",
} satisfies Record<string, Fault | "short" | "long">;

/** What may happen to a DELETE besides: the instance still shows for a while. */
const DELETE_FAULTS = {
  "still shows": "short",
  "still shows for long": "long",
} satisfies Record<string, "short" | "long">;

/** The response never comes, or never ends: only where time passes. */
const STALLS = {
  "stalled before headers": { kind: "stall", when: "beforeHeaders" },
  "stalled in body": { kind: "stall", when: "inBody" },
} satisfies Record<string, Fault>;

const REQUESTS = {
  POST: { method: "POST", path: "/instances" },
  list: { method: "GET", path: "/elements/actessentials/instances" },
  get: { method: "GET", path: "/instances/*" },
  PUT: { method: "PUT", path: "/instances/*" },
  PATCH: { method: "PATCH", path: "/instances/*" },
  DELETE: { method: "DELETE", path: "/instances/*" },
  enabled: { path: /^\/instances\/[^/]+\/enabled$/ },
  me: { method: "GET", path: "/organizations/me" },
  ping: { method: "GET", path: "/hubs/crm/ping" },
} satisfies Record<string, Omit<FaultRule, "fault">>;

/** The requests of an update that may be refused one by one. */
const PARTS_OF_AN_UPDATE: PlannedFaults["on"][] = ["PUT", "PATCH", "enabled", "ping"];

/** More requests of one kind than a step has. */
const MOST_CALLS = 50;

type FaultName = string;

const names = (table: object): FaultName[] => Object.keys(table);

const EVERYWHERE: PlannedFaults["on"][] = ["list", "get", "PUT", "PATCH", "DELETE", "enabled", "me", "ping"];

/** Faults, by name, that requests of one kind meet one after another during a step. */
export interface PlannedFaults {
  readonly on: keyof typeof REQUESTS;
  /** How many of these requests go well before. */
  readonly after: number;
  readonly faults: readonly FaultName[];
  /** Whether the last fault goes on for the rest of the step. */
  readonly onAndOn: boolean;
}

/** What goes wrong in one step; a POST, where an instance may get lost, meets the most. */
export function anyFaults({ stalls }: { stalls: boolean }): fc.Arbitrary<PlannedFaults[]> {
  const kinds = [...Object.values(FAULTS), ...(stalls ? [STALLS] : [])];
  const general = fc.oneof(...kinds.map((kind) => fc.constantFrom(...names(kind))));
  const forPosts = fc.constantFrom(...names(POST_FAULTS));
  // What was done, but not said so, and is not done a second time.
  const doneThenDenied = fc.tuple(
    fc.constantFrom(...names(FAULTS.done)),
    fc.constantFrom("429 much later", "400", "closed before"),
  );
  const planned = (on: fc.Arbitrary<PlannedFaults["on"]>, fault: fc.Arbitrary<FaultName>) =>
    fc.record({
      on,
      after: fc.constantFrom(0, 0, 0, 1, 2),
      faults: fc.oneof(fc.array(fault, { minLength: 1, maxLength: 3, size: "max" }), doneThenDenied),
      onAndOn: fc.constantFrom(false, false, false, true),
    });
  const anywhere = planned(fc.constantFrom<PlannedFaults["on"][]>(...EVERYWHERE, "PUT", "PATCH", "DELETE"), general);
  const posts = planned(fc.constant("POST"), fc.oneof(general, forPosts));
  const deletions = planned(fc.constant("DELETE"), fc.constantFrom(...names(DELETE_FAULTS)));
  return fc.array(
    fc.oneof({ weight: 4, arbitrary: anywhere }, { weight: 4, arbitrary: posts }, { weight: 1, arbitrary: deletions }),
    { maxLength: 3, size: "max" },
  );
}

/** What lets an update be done in part: all requests of one or two kinds fail, and the others go well. */
export const partlyFailing: fc.Arbitrary<PlannedFaults[]> = fc
  .tuple(
    fc.subarray(PARTS_OF_AN_UPDATE, { minLength: 1, maxLength: 2 }),
    fc.constantFrom("400", "403", "500", "closed before", "closed after", "a page of a portal"),
  )
  .map(([kinds, fault]) => kinds.map((on) => ({ on, after: 0, faults: [fault], onAndOn: true })));

/** How long "late" is, in milliseconds: a short and a long time. */
export interface Lag {
  readonly short: number;
  readonly long: number;
}

/** Sets the faults up. */
export function plan(simulated: Faults, planned: readonly PlannedFaults[], lag: Lag): void {
  for (const { on, after, faults, onAndOn } of planned) {
    for (const [index, name] of faults.entries()) {
      const first = after + index + 1;
      const last = index === faults.length - 1 && onAndOn ? MOST_CALLS : first;
      const call = Array.from({ length: last - first + 1 }, (_, more) => first + more);
      simulated.add({ ...REQUESTS[on], call, fault: toFault(name, lag) });
    }
  }
}

/** Whether a new instance may not show yet when its creation ends. */
export function showsLate(planned: readonly PlannedFaults[]): boolean {
  return planned.some(({ faults }) => faults.includes("shows late") || faults.includes("shows very late"));
}

function toFault(name: FaultName, lag: Lag): Fault {
  const { askedToWait, refused, notDone, done, unreadable } = FAULTS;
  const all: Record<string, Fault | "short" | "long"> = {
    ...askedToWait,
    ...refused,
    ...notDone,
    ...done,
    ...unreadable,
    ...POST_FAULTS,
    ...DELETE_FAULTS,
    ...STALLS,
  };
  const fault = all[name];
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  if (typeof fault !== "string") return fault;
  return { kind: name in DELETE_FAULTS ? "lateRemoval" : "lateVisibility", ms: lag[fault] };
}
