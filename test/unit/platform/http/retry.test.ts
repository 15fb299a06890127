import {
  CancelledError,
  NetworkError,
  type Outcome,
  type PlatformError,
  ResponseError,
  RetryLaterError,
  TimeLimitError,
} from "../../../../provider/src/platform/errors";
import { withRetries } from "../../../../provider/src/platform/http/retry";
import { Deadline, systemClock } from "../../../../provider/src/util/clock";
import { failureOf } from "../../../support/canary";
import { FakeClock } from "../../../support/fakeClock";

const trouble = (retryAfter?: number, message = "GET /instances/1 returned 503: busy") =>
  new NetworkError(message, { verb: "GET", path: "/instances/1", outcome: "unknown", transient: true, retryAfter });

/** Runs a request that fails with these errors, one after the other, and then succeeds. */
function run(
  errors: Error[],
  options: { chance?: number; total?: number; mayRepeat?: boolean; signal?: AbortSignal } = {},
) {
  const { chance = 0, total = 300_000, mayRepeat = true, signal } = options;
  const clock = new FakeClock(chance);
  const lines: string[] = [];
  const asked: PlatformError[] = [];
  let tries = 0;
  const result = withRetries(
    async () => {
      tries += 1;
      const error = errors[tries - 1];
      if (error !== undefined) throw error;
      return "done";
    },
    {
      clock,
      deadline: new Deadline(clock, total, "customTimeouts"),
      signal,
      mayRepeat: (error) => asked.push(error) > 0 && mayRepeat,
      log: (line) => lines.push(line),
    },
  );
  return { clock, lines, asked, result, tries: () => tries };
}

const times = (count: number, retryAfter?: number) => Array.from({ length: count }, () => trouble(retryAfter));

test("a request that succeeds is made once, without a wait or a log line", async () => {
  const { clock, lines, result, tries } = run([]);
  expect(await result).toBe("done");
  expect(tries()).toBe(1);
  expect(clock.sleeps).toEqual([]);
  expect(lines).toEqual([]);
});

test.each([
  ["half the full time where chance gives its least", 0, [250, 500, 1_000, 2_000]],
  ["three quarters in the middle", 0.5, [375, 750, 1_500, 3_000]],
  ["nearly the full time where chance gives its most", 1, [500, 1_000, 2_000, 4_000]],
])("waits double from try to try: %s", async (_, chance, sleeps) => {
  const { clock, result, tries } = run(times(4), { chance });
  expect(await result).toBe("done");
  expect(tries()).toBe(5);
  expect(clock.sleeps).toEqual(sleeps);
});

test("after five tries the last error is final, without a further wait", async () => {
  const errors = times(6);
  const { clock, lines, result, tries } = run(errors);
  expect(await failureOf(result)).toBe(errors[4]);
  expect(tries()).toBe(5);
  expect(clock.sleeps).toHaveLength(4);
  expect(lines).toHaveLength(4);
});

test.each([
  [0, [30_000]],
  [0.5, [30_250]],
  [1, [30_500]],
])("the wait that the platform asks for is kept, spread by chance %d", async (chance, sleeps) => {
  const { clock, result } = run([trouble(30_000)], { chance });
  expect(await result).toBe("done");
  expect(clock.sleeps).toEqual(sleeps);
});

test("the platform may ask for a wait longer than any of our own, and for none", async () => {
  const { clock, result } = run([trouble(290_000), trouble(0)], { total: 300_000 });
  expect(await result).toBe("done");
  expect(clock.sleeps).toEqual([290_000, 0]);
});

test("each retry is one line with the error, the number of the try and the wait", async () => {
  const { lines, result } = run([trouble(), trouble(), trouble(90_000)]);
  await result;
  expect(lines).toEqual([
    "GET /instances/1 returned 503: busy; try 2 of 5 in 250 ms",
    "GET /instances/1 returned 503: busy; try 3 of 5 in 500 ms",
    "GET /instances/1 returned 503: busy; try 4 of 5 in 1 min 30 s",
  ]);
});

test("an error after which the request may not be repeated is final at once", async () => {
  const error = trouble(1_000);
  const { clock, lines, asked, result, tries } = run([error], { mayRepeat: false });
  expect(await failureOf(result)).toBe(error);
  expect(asked).toEqual([error]);
  expect(tries()).toBe(1);
  expect(clock.sleeps).toEqual([]);
  expect(lines).toEqual([]);
});

test("an error that is not the platform's is final at once", async () => {
  const error = new TypeError("a bug");
  const { asked, result, tries } = run([error]);
  expect(await failureOf(result)).toBe(error);
  expect(asked).toEqual([]);
  expect(tries()).toBe(1);
});

test("a wait of our own that would pass the deadline is not begun: the error is the last try's", async () => {
  const errors = times(4);
  const { clock, lines, result, tries } = run(errors, { total: 250 + 500 + 1_000 });
  expect(await failureOf(result)).toBe(errors[2]);
  expect(tries()).toBe(3);
  expect(clock.sleeps).toEqual([250, 500]);
  expect(lines).toHaveLength(2);
});

test("a wait that ends just before the deadline is waited", async () => {
  const { clock, result } = run(times(1), { total: 251 });
  expect(await result).toBe("done");
  expect(clock.sleeps).toEqual([250]);
});

test("a requested wait that the deadline does not allow is an error at once that says when to try again", async () => {
  const { clock, lines, result, tries } = run([trouble(), trouble(3_600_000)], { total: 60_000 });
  const error = await failureOf(result);
  expect(error).toBeInstanceOf(RetryLaterError);
  expect(error).toMatchObject({
    message:
      "GET /instances/1 returned 503: busy. The platform asks to wait 1 h, which is longer than the 1 min " +
      "left of the timeout of 1 min: try again after 2026-01-02T04:04:05.250Z, or allow more time with customTimeouts",
    verb: "GET",
    path: "/instances/1",
    outcome: "unknown",
    transient: true,
    retryAfter: 3_600_000,
  });
  expect(tries()).toBe(2);
  expect(clock.sleeps).toEqual([250]);
  expect(lines).toHaveLength(1);
});

test("a requested wait that takes exactly the remaining time is too long", async () => {
  const { result, tries } = run([trouble(60_000)], { total: 60_000 });
  expect(await failureOf(result)).toBeInstanceOf(RetryLaterError);
  expect(tries()).toBe(1);
});

test("the time that the tries themselves take counts", async () => {
  const clock = new FakeClock();
  let tries = 0;
  const request = async () => {
    tries += 1;
    clock.advance(20_000);
    throw trouble();
  };
  const policy = { clock, deadline: new Deadline(clock, 45_000), mayRepeat: () => true, log: () => undefined };
  await failureOf(withRetries(request, policy));
  expect(tries).toBe(3);
});

test.each<[Outcome[], Outcome]>([
  [["platformError"], "platformError"],
  [["nothingDone", "nothingDone"], "nothingDone"],
  [["refused", "nothingDone"], "nothingDone"],
  [["nothingDone", "platformError"], "platformError"],
  [["unknown", "nothingDone"], "unknown"],
  [["unknown", "refused"], "unknown"],
  [["platformError", "refused"], "unknown"],
  [["unknown", "nothingDone", "nothingDone"], "unknown"],
  [["nothingDone", "unknown", "refused"], "unknown"],
])(
  "tries that ended as %j leave the outcome %s, since an earlier one may have been done",
  async (outcomes, outcome) => {
    const errors = outcomes.map(
      (outcome) => new NetworkError("sorry", { verb: "PUT", path: "/instances/1", outcome, transient: true }),
    );
    const clock = new FakeClock();
    const left = [...errors];
    const request = () => Promise.reject(left.shift());
    const mayRepeat = () => left.length > 0;
    const policy = { clock, deadline: new Deadline(clock, 300_000), mayRepeat, log: () => undefined };
    const error = await failureOf(withRetries(request, policy));
    expect(error).toBe(errors.at(-1));
    expect(error).toMatchObject({ outcome });
  },
);

test("a wait that is too long after a try that may have been done leaves the outcome unknown", async () => {
  const nothingDone = new NetworkError("sorry", {
    verb: "PUT",
    path: "/instances/1",
    outcome: "nothingDone",
    transient: true,
    retryAfter: 3_600_000,
  });
  const { result } = run([trouble(), nothingDone]);
  const error = await failureOf(result);
  expect(error).toBeInstanceOf(RetryLaterError);
  expect(error).toMatchObject({ outcome: "unknown" });
});

test("time that runs out during the wait does not hide what the platform said before", async () => {
  const failure = { verb: "GET", path: "/instances/1", outcome: "unknown", transient: true } as const;
  const said = new NetworkError("GET /instances/1 returned 503", failure);
  const late = new TimeLimitError("GET /instances/1 was not sent", { ...failure, outcome: "nothingDone" });
  const errors = [said, late];
  const clock = new FakeClock();
  const policy = {
    clock,
    deadline: new Deadline(clock, 60_000, "customTimeouts"),
    mayRepeat: () => true,
    log: () => undefined,
  };
  expect(await failureOf(withRetries(() => Promise.reject(errors.shift()), policy))).toBe(said);
  const alone = withRetries(() => Promise.reject(late), policy);
  expect(await failureOf(alone)).toBe(late);
});

test("time that runs out during a requested wait is an error that names the wait, and says that more time would help", async () => {
  const late = new TimeLimitError("GET /instances/1 was not sent", { ...trouble(), outcome: "nothingDone" });
  const { result, tries } = run([trouble(2_000), late], { total: 2_500 });
  const error = await failureOf(result);
  expect(error).toBeInstanceOf(RetryLaterError);
  expect(error).toMatchObject({
    message:
      "GET /instances/1 returned 503: busy. The platform asks to wait 2 s, which is longer than the 500 ms left of the " +
      "timeout of 3 s: try again after 2026-01-02T03:04:09.000Z, or allow more time with customTimeouts",
    outcome: "unknown",
    retryAfter: 2_000,
  });
  expect(tries()).toBe(2);
});

test("a request that was cancelled is not made again", async () => {
  const error = trouble();
  const { clock, lines, result, tries } = run([error], { signal: AbortSignal.abort() });
  expect(await failureOf(result)).toBe(error);
  expect(tries()).toBe(1);
  expect(clock.sleeps).toEqual([]);
  expect(lines).toEqual([]);
});

test.each<Outcome>(["nothingDone", "unknown"])(
  "a wait that is cancelled ends at once, without a further try; the outcome stays %s",
  async (outcome) => {
    jest.useFakeTimers();
    const failure = { verb: "GET", path: "/instances/1", outcome, transient: true, retryAfter: 30_000 };
    const abort = new AbortController();
    let tries = 0;
    const request = () => {
      tries += 1;
      return Promise.reject(new NetworkError("GET /instances/1 returned 429", failure));
    };
    const policy = {
      clock: systemClock,
      deadline: new Deadline(systemClock, 300_000),
      signal: abort.signal,
      mayRepeat: () => true,
      log: () => undefined,
    };
    const failed = failureOf(withRetries(request, policy));
    await jest.advanceTimersByTimeAsync(10_000);
    abort.abort();
    const error = await failed;
    expect(error).toBeInstanceOf(CancelledError);
    expect(error).toMatchObject({ verb: "GET", path: "/instances/1", outcome });
    expect(tries).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  },
);

test("a signal that does not come changes nothing", async () => {
  const { clock, result, tries } = run(times(4), { signal: new AbortController().signal });
  expect(await result).toBe("done");
  expect(tries()).toBe(5);
  expect(clock.sleeps).toHaveLength(4);
});

const turnedAway = (status: number, retryAfter?: number) =>
  new ResponseError(`GET /instances/1 returned ${status}`, {
    verb: "GET",
    path: "/instances/1",
    status,
    requestId: undefined,
    outcome: "nothingDone",
    transient: true,
    retryAfter,
  });

test("429 with Retry-After is waited for as often as the deadline allows, and counts as no try", async () => {
  const inLine = Array.from({ length: 20 }, () => turnedAway(429, 1_000));
  const { clock, lines, result, tries } = run([...inLine, ...times(4)]);
  expect(await result).toBe("done");
  expect(tries()).toBe(25);
  expect(clock.sleeps).toEqual([...Array(20).fill(1_000), 250, 500, 1_000, 2_000]);
  expect(lines[19]).toBe("GET /instances/1 returned 429; again in 1 s");
  expect(lines[20]).toBe("GET /instances/1 returned 503: busy; try 2 of 5 in 250 ms");
  const { result: late } = run(inLine, { total: 10_500 });
  expect(await failureOf(late)).toBeInstanceOf(RetryLaterError);
});

test("after five counted tries, waits that the platform asks for still count as none", async () => {
  const { result, tries } = run([...times(4), turnedAway(429, 1_000), ...times(1)]);
  await failureOf(result);
  expect(tries()).toBe(6);
});

test.each([
  [429, 0],
  [429, undefined],
  [503, 1_000],
])("%d with Retry-After %s counts as a try", async (status, retryAfter) => {
  const { result, tries } = run(Array.from({ length: 6 }, () => turnedAway(status, retryAfter)));
  await failureOf(result);
  expect(tries()).toBe(5);
});
