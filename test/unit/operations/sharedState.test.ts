import { ACT_365 } from "../../../provider/src/elements/actessentials";
import type { ElementDefinition } from "../../../provider/src/elements/definition";
import { openSession } from "../../../provider/src/operations/openSession";
import type { Sources } from "../../../provider/src/operations/settings";
import { SharedState } from "../../../provider/src/operations/sharedState";
import { systemClock } from "../../../provider/src/util/clock";
import { canary, observe } from "../../support/canary";
import { FakeClock } from "../../support/fakeClock";
import { TICKET_DESK } from "../../support/otherElement";
import { configurationFor, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";

const ANY_URL = "http://127.0.0.1:9/elements/api-v2";
const API = "https://api.cloud-elements.com/elements/api-v2";
const CONSOLE = "https://console.cloud-elements.com/elements/api-v2";

const from = (configuration: Properties): Sources => ({ configuration: (key) => configuration[key], environment: {} });
const NOTHING = from({});

/** A session on the platform of that URL. */
function open(recordedBaseUrl: string, sources: Sources, shared: SharedState, element: ElementDefinition = ACT_365) {
  const log = (line: string) => observe("the log", line);
  return openSession({ sources, element, timeout: 60_000, recordedBaseUrl, log }, shared);
}

test("the clock is the machine's unless another is given", () => {
  const clock = new FakeClock();
  expect(new SharedState().clock).toBe(systemClock);
  expect(new SharedState(clock).clock).toBe(clock);
});

describe("the record of held instances", () => {
  test("is shared by all calls on a platform, whichever of its hosts they name", () => {
    const shared = new SharedState();
    expect(shared.held(API)).toBe(shared.held(API));
    expect(shared.held(CONSOLE)).toBe(shared.held(API));
    expect(shared.held(ANY_URL)).not.toBe(shared.held(API));
  });

  test("is each process's own", () => {
    expect(new SharedState().held(API)).not.toBe(new SharedState().held(API));
  });
});

test("there is one pool of connections for each base URL, made when the first call needs it", () => {
  const shared = new SharedState();
  expect(shared.transport(API, NOTHING)).toBe(shared.transport(API, NOTHING));
  expect(shared.transport(CONSOLE, NOTHING)).not.toBe(shared.transport(API, NOTHING));
  expect(shared.transport(API, NOTHING)).not.toBe(new SharedState().transport(API, NOTHING));
});

describe("the list of all instances", () => {
  const credentials = (userSecret = canary("userSecret"), organizationSecret = canary("organizationSecret")) => ({
    ...{ userSecret, userSecretSource: "a test" },
    ...{ organizationSecret, organizationSecretSource: "a test" },
  });

  test("is shared for each element, base URL and pair of secrets", () => {
    const shared = new SharedState();
    const ours = credentials();
    const { userSecret, organizationSecret } = ours;
    const list = shared.list(ACT_365, API, ours);
    expect(shared.list(ACT_365, API, { ...ours })).toBe(list);
    expect(shared.list(TICKET_DESK, API, ours)).not.toBe(list);
    expect(shared.list(ACT_365, ANY_URL, ours)).not.toBe(list);
    expect(shared.list(ACT_365, API, credentials(userSecret))).not.toBe(list);
    expect(shared.list(ACT_365, API, credentials(undefined, organizationSecret))).not.toBe(list);
    expect(new SharedState().list(ACT_365, API, ours)).not.toBe(list);
  });

  test("of one element does not say that no instance of another one carries a tag", async () => {
    const simulator = await startPlatform();
    simulator.others.create({ name: "desk", tags: ["ours"], elementKey: TICKET_DESK.key });
    const [sources, shared] = [from(configurationFor(simulator)), new SharedState()];
    /** So many ask at once that a list pays. */
    const ask = (element: ElementDefinition) => {
      const { platform } = open(simulator.url, sources, shared, element);
      return Promise.all(Array.from({ length: 6 }, () => platform.hasNoneTagged("ours")));
    };
    expect((await ask(ACT_365)).at(-1)).toBe(true);
    expect(await ask(TICKET_DESK)).toEqual(Array(6).fill(false));
    expect(open(simulator.url, sources, shared).platform.idsTagged("ours")).toEqual([]);
    expect(open(simulator.url, sources, shared, TICKET_DESK).platform.idsTagged("ours")).toHaveLength(1);
  });
});

describe("the request limit", () => {
  /** The most requests under way at once, of several operations at the same time. */
  async function mostAtOnce(limit: string | undefined, operations: number, platforms = 1): Promise<number> {
    let under = 0;
    let most = 0;
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const shared = new SharedState();
    const simulators = await Promise.all(Array.from({ length: platforms }, () => startPlatform()));
    for (const simulator of simulators) {
      simulator.faults.add({ call: "every", fault: { kind: "hold", until } });
      simulator.onRequest(() => {
        under += 1;
        most = Math.max(most, under);
        if (under === (limit === undefined ? operations : Number(limit) * platforms)) release();
      });
    }
    const all = simulators.flatMap((simulator) =>
      Array.from({ length: operations }, async () => {
        const sources = from({ ...configurationFor(simulator), "act365:maxConcurrentRequests": limit });
        await open(simulator.url, sources, shared).platform.organizationId();
        under -= 1;
      }),
    );
    await Promise.all(all);
    return most;
  }

  test("holds for all operations on one platform together", async () => {
    expect(await mostAtOnce("2", 6)).toBe(2);
  });

  test("lets more than one request through by default", async () => {
    expect(await mostAtOnce(undefined, 6)).toBe(6);
  });

  test("is each platform's own", async () => {
    expect(await mostAtOnce("1", 3, 2)).toBe(2);
  });
});
