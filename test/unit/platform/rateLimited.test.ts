import { Deadline, systemClock } from "../../../provider/src/platform/clock";
import { AnswerError } from "../../../provider/src/platform/errors";
import { type Lane, Limiter } from "../../../provider/src/platform/limiter";
import { Pace } from "../../../provider/src/platform/pace";
import { withRetries } from "../../../provider/src/platform/retry";
import { seeded } from "../../support/seeded";

const RETRY_AFTER = 1_000;
/** Milliseconds of played time: more than any creation has. */
const LONGEST_PLAY = 310_000;

/** Whether a platform takes the request that comes now, in three ways in which limits of so many a second are kept. */
const LIMITS: Readonly<Record<string, (limit: number) => () => boolean>> = {
  "a bucket of tokens": (limit) => {
    let [tokens, at] = [limit, Date.now()];
    return () => {
      tokens = Math.min(limit, tokens + ((Date.now() - at) * limit) / 1_000);
      at = Date.now();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    };
  },
  "a window from second to second": (limit) => {
    let [second, taken] = [0, 0];
    return () => {
      const now = Math.floor(Date.now() / 1_000);
      if (now !== second) [second, taken] = [now, 0];
      taken += 1;
      return taken <= limit;
    };
  },
  "the second before each request, those turned away included": (limit) => {
    let seen: number[] = [];
    return () => {
      seen = [...seen.filter((at) => at > Date.now() - 1_000), Date.now()];
      return seen.length <= limit;
    };
  },
};

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, "random").mockImplementation(seeded(7));
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** Plays creations, each of a look, a POST and a look, by processes that know nothing of each other. */
async function play(creations: number, takes: () => boolean, latencies: Record<Lane, number>, processes = 1) {
  const begin = Date.now();
  const seen = { requests: 0, turnedAway: 0 };
  const sleep = (ms: number) => systemClock.sleep(ms);
  const processOf = Array.from({ length: processes }, () => {
    const pace = new Pace(systemClock);
    return { pace, limiter: new Limiter(16, pace, systemClock) };
  });
  const deadlines = Array.from({ length: creations }, () => new Deadline(systemClock, 300_000));
  const all = deadlines.map(async (deadline, index) => {
    const { pace, limiter } = processOf[index % processes] ?? fail();
    const patience = { deadline, tooLate: () => new Error("too late"), cancelled: () => new Error("cancelled") };
    const request = (lane: Lane) =>
      limiter.run(
        lane,
        async (startedAt) => {
          await sleep(2);
          seen.requests += 1;
          const taken = takes();
          await sleep(taken ? latencies[lane] : 2);
          pace.answered(startedAt, taken ? 200 : 429, taken ? undefined : RETRY_AFTER);
          if (taken) return;
          seen.turnedAway += 1;
          const failure = { verb: "POST", path: "/instances", outcome: "nothingDone", transient: true } as const;
          throw new AnswerError("429", { ...failure, status: 429, requestId: undefined, retryAfter: RETRY_AFTER });
        },
        patience,
      );
    for (const lane of ["read", "write", "read"] as const) {
      await withRetries(() => request(lane), {
        clock: systemClock,
        deadline,
        mayRepeat: () => true,
        log: () => undefined,
      });
    }
  });
  let ended = false;
  const done = Promise.all(all).finally(() => {
    ended = true;
  });
  done.catch(() => undefined);
  while (!ended) {
    if (Date.now() > begin + LONGEST_PLAY) throw new Error("there is no end to it");
    await jest.advanceTimersByTimeAsync(100);
  }
  await done;
  return { seconds: (Date.now() - begin) / 1_000, share: seen.turnedAway / seen.requests };
}

function fail(): never {
  throw new Error("no process");
}

describe.each(Object.keys(LIMITS))("64 creations at once on a platform that counts by %s", (name) => {
  const limitOf = (limit: number) => (LIMITS[name] ?? fail())(limit);

  test.each([
    ["without latency", { read: 5, write: 5 }],
    ["with the latency of the real one", { read: 300, write: 8_000 }],
  ])("all end near its limit of 5 a second, %s, and few requests are turned away", async (_, latencies) => {
    const { seconds, share } = await play(64, limitOf(5), latencies);
    // The last POST and the look after it end when they end.
    expect(seconds).toBeLessThan(((64 * 3) / 5) * 1.3 + (latencies.write + latencies.read) / 1_000 + 2);
    expect(share).toBeLessThan(0.15);
  });

  test.each([1, 2, 20, 50])("all end near a limit of %d a second", async (limit) => {
    const { seconds, share } = await play(64, limitOf(limit), { read: 5, write: 5 });
    expect(seconds).toBeLessThan(((64 * 3) / limit) * 1.3 + 4);
    expect(share).toBeLessThan(0.25);
  });

  test("two processes share the limit", async () => {
    const { share } = await play(64, limitOf(5), { read: 5, write: 5 }, 2);
    expect(share).toBeLessThan(0.25);
  });
});

test("without a limit nobody waits", async () => {
  const { seconds, share } = await play(64, () => true, { read: 10, write: 100 });
  expect(share).toBe(0);
  expect(seconds).toBeLessThan(1);
});
