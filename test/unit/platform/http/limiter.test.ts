import { Limiter } from "../../../../provider/src/platform/http/limiter";
import { Pause } from "../../../../provider/src/platform/http/pause";
import { Deadline, systemClock } from "../../../../provider/src/util/clock";
import { failureOf } from "../../../support/canary";
import { FakeClock } from "../../../support/fakeClock";

const clock = new FakeClock();
const soon = new Deadline(clock, 5_000);
const tooLate = () => new Error("too late");
const cancelled = () => new Error("cancelled");
const limits = { deadline: soon, tooLate, cancelled };

/** A limiter without a pause. */
const limiterFor = (limit: number) => new Limiter(limit, new Pause(clock), clock);

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** Work that ends when it is told to, and tells when it began. */
function work(begun: string[], name: string) {
  let end = () => {};
  let fail = (_: Error) => {};
  const done = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = reject;
  });
  const task = () => {
    begun.push(name);
    return done;
  };
  return { task, end: () => end(), fail: (error: Error) => fail(error) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("as many tasks as allowed run at once, the others in the order of their coming", async () => {
  const limiter = limiterFor(2);
  const begun: string[] = [];
  const works = ["a", "b", "c", "d"].map((name) => work(begun, name));
  const results = works.map(({ task }) => limiter.run("write", task, limits));
  await settle();
  expect(begun).toEqual(["a", "b"]);
  works[1]?.end();
  await settle();
  expect(begun).toEqual(["a", "b", "c"]);
  works[0]?.end();
  await settle();
  expect(begun).toEqual(["a", "b", "c", "d"]);
  works[2]?.end();
  works[3]?.end();
  expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
});

test("a slot that nobody was waiting for is taken by the next task, and by one only", async () => {
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const [first, second, third] = [work(begun, "a"), work(begun, "b"), work(begun, "c")];
  const run = limiter.run("write", first.task, limits);
  first.end();
  await run;
  const results = [second, third].map(({ task }) => limiter.run("write", task, limits));
  await settle();
  expect(begun).toEqual(["a", "b"]);
  second.end();
  third.end();
  expect(await Promise.all(results)).toEqual(["b", "c"]);
});

test("a task that fails frees its slot", async () => {
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const [first, second] = [work(begun, "a"), work(begun, "b")];
  const failed = failureOf(limiter.run("write", first.task, limits));
  const waiting = limiter.run("write", second.task, limits);
  first.fail(new Error("no luck"));
  expect((await failed).message).toBe("no luck");
  second.end();
  expect(await waiting).toBe("b");
});

test("a task that waits until its deadline fails without being started, and leaves its slot to the next", async () => {
  jest.useFakeTimers();
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const [first, second, third] = [work(begun, "a"), work(begun, "b"), work(begun, "c")];
  const results = [limiter.run("write", first.task, limits)];
  const late = failureOf(limiter.run("write", second.task, limits));
  results.push(limiter.run("write", third.task, { deadline: new Deadline(clock, 60_000), tooLate, cancelled }));
  let failed = false;
  void late.then(() => {
    failed = true;
  });
  await jest.advanceTimersByTimeAsync(4_999);
  expect(failed).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect((await late).message).toBe("too late");
  first.end();
  third.end();
  expect(await Promise.all(results)).toEqual(["a", "c"]);
  expect(begun).toEqual(["a", "c"]);
});

test("a task that started in time is not ended by the deadline", async () => {
  jest.useFakeTimers();
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const [first, second] = [work(begun, "a"), work(begun, "b")];
  const results = [first, second].map(({ task }) => limiter.run("write", task, limits));
  first.end();
  await results[0];
  expect(jest.getTimerCount()).toBe(0);
  await jest.advanceTimersByTimeAsync(10_000);
  second.end();
  expect(await Promise.all(results)).toEqual(["a", "b"]);
});

test("a deadline that is farther away than timers reach does not end the wait at once", async () => {
  jest.useFakeTimers();
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const [first, second] = [work(begun, "a"), work(begun, "b")];
  const farAway = new Deadline(clock, 1_000 * 3_600_000);
  const results = [first, second].map(({ task }) =>
    limiter.run("write", task, { deadline: farAway, tooLate, cancelled }),
  );
  await jest.advanceTimersByTimeAsync(86_400_000);
  first.end();
  second.end();
  expect(await Promise.all(results)).toEqual(["a", "b"]);
});

/** A limiter, and the pause of its platform, on a clock that jest moves. */
function pausedLimiter(limit: number) {
  jest.useFakeTimers();
  jest.spyOn(Math, "random").mockReturnValue(0);
  const pause = new Pause(systemClock);
  const ample = { ...limits, deadline: new Deadline(systemClock, 300_000) };
  return { pause, limiter: new Limiter(limit, pause, systemClock), ample };
}

test("during a pause nothing starts in either lane; after it, as many as allowed start at once", async () => {
  const { pause, limiter, ample } = pausedLimiter(2);
  pause.note(429, 3_000);
  const begun: string[] = [];
  const works = ["w1", "w2", "w3", "r1", "r2"].map((name) => work(begun, name));
  const results = works.map(({ task }, index) => limiter.run(index < 3 ? "write" : "read", task, ample));
  await jest.advanceTimersByTimeAsync(2_999);
  expect(begun).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(begun.sort()).toEqual(["r1", "r2", "w1", "w2"]);
  for (const { end } of works) end();
  expect(await Promise.all(results)).toEqual(["w1", "w2", "w3", "r1", "r2"]);
});

test("a pause that begins, or is prolonged, while tasks wait holds them too", async () => {
  const { pause, limiter, ample } = pausedLimiter(1);
  const begun: string[] = [];
  const [first, second] = [work(begun, "a"), work(begun, "b")];
  const results = [limiter.run("read", first.task, ample), limiter.run("read", second.task, ample)];
  await jest.advanceTimersByTimeAsync(0);
  pause.note(429, 5_000);
  first.end();
  second.end();
  await jest.advanceTimersByTimeAsync(4_000);
  pause.note(429, 5_000);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(begun).toEqual(["a"]);
  await jest.advanceTimersByTimeAsync(1);
  expect(await Promise.all(results)).toEqual(["a", "b"]);
});

test("a task whose deadline or cancellation comes during a pause fails then, and frees its slot", async () => {
  const { pause, limiter, ample } = pausedLimiter(1);
  pause.note(429, 60_000);
  const abort = new AbortController();
  const late = failureOf(
    limiter.run("read", async () => "a", { ...ample, deadline: new Deadline(systemClock, 1_000) }),
  );
  const cancelledOne = failureOf(limiter.run("write", async () => "b", { ...ample, signal: abort.signal }));
  await jest.advanceTimersByTimeAsync(1_000);
  expect((await late).message).toBe("too late");
  abort.abort();
  expect((await cancelledOne).message).toBe("cancelled");
  await jest.advanceTimersByTimeAsync(0);
  expect(jest.getTimerCount()).toBe(0);
  const next = limiter.run("read", async () => "c", ample);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await next).toBe("c");
});

test("the lanes do not wait for each other: a read starts at once however many writes wait, and a write likewise", async () => {
  for (const [full, other] of [
    ["write", "read"],
    ["read", "write"],
  ] as const) {
    const limiter = limiterFor(2);
    const begun: string[] = [];
    const held = Array.from({ length: 96 }, (_, index) => work(begun, `${index}`));
    const results = held.map(({ task }) => limiter.run(full, task, limits));
    const two = [work(begun, "x"), work(begun, "y")];
    const late = [...two, work(begun, "z")].map(({ task }) => limiter.run(other, task, limits));
    await settle();
    expect(begun).toEqual(["0", "1", "x", "y"]);
    for (const { end } of two) end();
    await Promise.all(late.slice(0, 2));
    await settle();
    expect(begun).toEqual(["0", "1", "x", "y", "z"]);
    for (const { end } of held) end();
    expect(await Promise.all(results)).toHaveLength(96);
  }
});

test("a task that is cancelled while it waits fails at once, and leaves its slot to the next", async () => {
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const works = ["a", "b", "c"].map((name) => work(begun, name));
  const abort = new AbortController();
  const signals = [undefined, abort.signal, undefined];
  const [first, second, third] = works.map(({ task }, index) =>
    limiter.run("write", task, { ...limits, signal: signals[index] }),
  );
  abort.abort();
  expect((await failureOf(second ?? Promise.resolve())).message).toBe("cancelled");
  for (const { end } of works) end();
  expect(await Promise.all([first, third])).toEqual(["a", "c"]);
  expect(begun).toEqual(["a", "c"]);
});

test("a task that is cancelled beforehand does not start, even if a slot is free", async () => {
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const { task } = work(begun, "a");
  const error = await failureOf(limiter.run("read", task, { ...limits, signal: AbortSignal.abort() }));
  expect(error.message).toBe("cancelled");
  expect(begun).toEqual([]);
});

test("a task that has started is not ended by the signal, and leaves no listener on it", async () => {
  const limiter = limiterFor(1);
  const begun: string[] = [];
  const { signal } = new AbortController();
  const listens = jest.spyOn(signal, "addEventListener");
  const forgets = jest.spyOn(signal, "removeEventListener");
  const works = ["a", "b"].map((name) => work(begun, name));
  const results = works.map(({ task }) => limiter.run("write", task, { ...limits, signal }));
  for (const { end } of works) end();
  expect(await Promise.all(results)).toEqual(["a", "b"]);
  expect(listens).toHaveBeenCalledTimes(2);
  expect(forgets.mock.calls).toEqual(listens.mock.calls);
});
