import { ResponseError } from "../../../../provider/src/platform/errors";
import { type Lane, Limiter } from "../../../../provider/src/platform/http/limiter";
import { Pause } from "../../../../provider/src/platform/http/pause";
import { withRetries } from "../../../../provider/src/platform/http/retry";
import { Deadline, systemClock } from "../../../../provider/src/util/clock";
import { seeded } from "../../../support/seeded";

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

/** Plays creations, each of a search, a POST and a search, by processes that know nothing of each other. */
async function play(creations: number, takes: () => boolean, latencies: Record<Lane, number>, processes = 1) {
  const begin = Date.now();
  const sleep = (ms: number) => systemClock.sleep(ms);
  const processOf = Array.from({ length: processes }, () => {
    const pause = new Pause(systemClock);
    return { pause, limiter: new Limiter(16, pause, systemClock) };
  });
  const deadlines = Array.from({ length: creations }, () => new Deadline(systemClock, 300_000));
  const all = deadlines.map(async (deadline, index) => {
    const { pause, limiter } = processOf[index % processes] ?? fail();
    const limits = { deadline, tooLate: () => new Error("too late"), cancelled: () => new Error("cancelled") };
    const request = (lane: Lane) =>
      limiter.run(
        lane,
        async () => {
          await sleep(2);
          const taken = takes();
          await sleep(taken ? latencies[lane] : 2);
          pause.note(taken ? 200 : 429, taken ? undefined : RETRY_AFTER);
          if (taken) return;
          const failure = { verb: "POST", path: "/instances", outcome: "nothingDone", transient: true } as const;
          throw new ResponseError("429", { ...failure, status: 429, requestId: undefined, retryAfter: RETRY_AFTER });
        },
        limits,
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
  return { seconds: (Date.now() - begin) / 1_000 };
}

function fail(): never {
  throw new Error("no process");
}

describe.each(Object.keys(LIMITS))("64 creations at once on a platform that counts by %s", (name) => {
  const limitOf = (limit: number) => (LIMITS[name] ?? fail())(limit);

  test.each([
    ["without latency", { read: 5, write: 5 }],
    ["with the latency of the real one", { read: 300, write: 8_000 }],
  ])("all end without an error at a limit of 5 a second, %s", async (_, latencies) => {
    const { seconds } = await play(64, limitOf(5), latencies);
    expect(seconds).toBeLessThan(300);
  });

  test.each([2, 20, 50])("all end without an error at a limit of %d a second", async (limit) => {
    const { seconds } = await play(64, limitOf(limit), { read: 5, write: 5 });
    expect(seconds).toBeLessThan(((64 * 3) / limit) * 2 + 10);
  });

  test("all end without an error if two processes share the limit", async () => {
    const { seconds } = await play(64, limitOf(5), { read: 5, write: 5 }, 2);
    expect(seconds).toBeLessThan(300);
  });
});

test("without a limit nobody waits", async () => {
  const { seconds } = await play(64, () => true, { read: 10, write: 100 });
  expect(seconds).toBeLessThan(1);
});
