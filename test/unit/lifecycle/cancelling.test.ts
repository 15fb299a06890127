import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { create } from "../../../provider/src/lifecycle/create";
import { openSession } from "../../../provider/src/operations/openSession";
import { SharedState } from "../../../provider/src/operations/sharedState";
import { CancelledError } from "../../../provider/src/platform/errors";
import { failureOf, observe } from "../../support/canary";
import { configurationFor, requestsTo, startPlatform } from "../../support/platform";
import { inputs, OWNER_TAG, partialOf } from "./setUp";

const LIST = "/elements/actessentials/instances";
const LOOK = `GET ${LIST}`;

/** Milliseconds in which a cancelled operation ends: far less than any of its waits. */
const AT_ONCE = 400;

/** A simulator, and a create on it that is cancelled some time after the nth request of a kind arrived. */
async function setUp() {
  const simulator = await startPlatform();
  const configuration = configurationFor(simulator);
  const log: string[] = [];
  const session = (signal?: AbortSignal) =>
    openSession(
      {
        sources: { configuration: (key) => configuration[key], environment: {} },
        element: ACT_365,
        timeout: 300_000,
        signal,
        log: (line) => {
          log.push(line);
          observe("the log", line);
        },
      },
      new SharedState(),
    );
  /** Milliseconds since the cancellation. */
  let since = () => Number.NaN;
  const cancelledAt = (method: string, nth: number, path = /(?:)/): AbortSignal => {
    const controller = new AbortController();
    let seen = 0;
    simulator.onRequest((request) => {
      if (request.method !== method || !path.test(request.path)) return;
      seen += 1;
      if (seen !== nth) return;
      setTimeout(() => {
        const at = Date.now();
        since = () => Date.now() - at;
        controller.abort();
      }, 100);
    });
    return controller.signal;
  };
  return { simulator, session, log, cancelledAt, sinceCancelled: () => since() };
}

test("between two searches after a lost response, it ends at once, and says that there may be an instance", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  simulator.faults.add({ method: "POST", fault: { kind: "close", when: "beforeCommit" } });
  const error = await failureOf(create(inputs(), session(cancelledAt("GET", 3))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toHaveProperty("code", "outcome-unknown");
  expect(error.message).toContain(`The look for its owner tag ${OWNER_TAG} was cancelled. Run pulumi up again`);
  expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, LOOK]);
});

test("during a search after a lost response, too", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
  simulator.faults.add({ path: LIST, call: 2, fault: { kind: "hold", until: new Promise(() => undefined) } });
  const error = await failureOf(create(inputs(), session(cancelledAt("GET", 2))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toHaveProperty("code", "outcome-unknown");
  expect(error.message).toContain("was cancelled. Run pulumi up again");
});

test("during the POST, it looks no more, and the next create adopts what the POST made", async () => {
  const { simulator, session, log, cancelledAt, sinceCancelled } = await setUp();
  const until = new Promise<void>(() => undefined);
  simulator.faults.add({ method: "POST", fault: { kind: "hold", until, when: "afterCommit" } });
  const error = await failureOf(create(inputs(), session(cancelledAt("POST", 1))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toHaveProperty("code", "outcome-unknown");
  expect(error.message).toContain("POST /instances was cancelled; whether the platform did it is not known");
  expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances"]);
  expect(log).toEqual([]);
  const { id } = await create(inputs(), session());
  expect(simulator.instances().map((instance) => String(instance.id))).toEqual([id]);
});

test("after an error of the platform itself, it does not wait for its search, and says that there may be an instance", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  const fault = { kind: "status", status: 401, when: "afterCommit", providerMessage: "No" } as const;
  simulator.faults.add({ method: "POST", fault });
  const error = await failureOf(create(inputs(), session(cancelledAt("POST", 1))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toHaveProperty("code", "outcome-unknown");
  expect(error.message).toContain("was cancelled");
});

test("while a list still shows a deleted instance, it ends at once, and nothing was done", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  const { id } = simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
  simulator.others.remove(id, { lists: 100 });
  const error = await failureOf(create(inputs(), session(cancelledAt("PUT", 2))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toBeInstanceOf(CancelledError);
  expect(requestsTo(simulator)).not.toContain("POST /instances");
});

test("while it waits to try again, it ends at once", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  simulator.faults.add({ path: LIST, call: "every", fault: { kind: "status", status: 429, retryAfter: 20 } });
  const error = await failureOf(create(inputs(), session(cancelledAt("GET", 1))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(error).toBeInstanceOf(CancelledError);
});

test("after the response to its POST, what was made is kept", async () => {
  const { simulator, session, cancelledAt } = await setUp();
  simulator.faults.add({ path: LIST, call: 2, fault: { kind: "hold", until: new Promise(() => undefined) } });
  const partial = await partialOf(create(inputs({ enabled: false }), session(cancelledAt("GET", 2))));
  expect([partial.id]).toEqual(simulator.instances().map(({ id }) => String(id)));
  expect(partial.state.token).toBe(simulator.instances()[0]?.token);
});

test("during an adoption, the instance is kept", async () => {
  const { simulator, session, cancelledAt, sinceCancelled } = await setUp();
  const { id } = simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
  simulator.faults.add({ method: "PUT", fault: { kind: "hold", until: new Promise(() => undefined) } });
  const partial = await partialOf(create(inputs(), session(cancelledAt("PUT", 1))));
  expect(sinceCancelled()).toBeLessThan(AT_ONCE);
  expect(partial.id).toBe(String(id));
});
