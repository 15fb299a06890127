import { Deadline, humanDuration, LONGEST_TIMER, systemClock } from "../../../provider/src/util/clock";
import { FakeClock } from "../../support/fakeClock";

afterEach(() => {
  jest.useRealTimers();
});

test("a new deadline has all its time", () => {
  const clock = new FakeClock(0, 1_000);
  const deadline = new Deadline(clock, 5_000);
  expect(deadline.remaining()).toBe(5_000);
  expect(deadline.total).toBe(5_000);
});

test("what remains shrinks with time, and is never negative", () => {
  const clock = new FakeClock();
  const deadline = new Deadline(clock, 5_000);
  expect(deadline.remaining()).toBe(5_000);
  clock.advance(1_200);
  expect(deadline.remaining()).toBe(3_800);
  clock.advance(3_800);
  expect(deadline.remaining()).toBe(0);
  clock.advance(1);
  expect(deadline.remaining()).toBe(0);
});

test.each([
  [0, "0 ms"],
  [350.4, "350 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [4_400, "4 s"],
  [59_499, "59 s"],
  [59_500, "1 min"],
  [90_000, "1 min 30 s"],
  [3_599_499, "59 min 59 s"],
  [3_600_000, "1 h"],
  [3_605_000, "1 h 5 s"],
  [86_400_000 + 62_000, "24 h 1 min 2 s"],
])("%d milliseconds are written as %s", (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});

test("the machine's clock has the time of day, and sleeps as long as it is asked to", async () => {
  jest.useFakeTimers({ now: 1_234_567 });
  expect(systemClock.now()).toBe(1_234_567);
  let awake = false;
  void systemClock.sleep(1_000).then(() => {
    awake = true;
  });
  await jest.advanceTimersByTimeAsync(999);
  expect(awake).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(awake).toBe(true);
});

test("a sleep that is longer than timers reach does not end at once", async () => {
  jest.useFakeTimers();
  let awake = false;
  void systemClock.sleep(LONGEST_TIMER + 1).then(() => {
    awake = true;
  });
  await jest.advanceTimersByTimeAsync(86_400_000);
  expect(awake).toBe(false);
});

test("the machine's random numbers lie in [0, 1) and change", () => {
  const drawn = Array.from({ length: 50 }, () => systemClock.random());
  expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(1);
});

test("a sleep ends early with its signal, and leaves neither timer nor listener", async () => {
  jest.useFakeTimers();
  const abort = new AbortController();
  const forgets = jest.spyOn(abort.signal, "removeEventListener");
  const sleeping = systemClock.sleep(1_000, abort.signal);
  abort.abort();
  await sleeping;
  expect(jest.getTimerCount()).toBe(0);
  expect(forgets).toHaveBeenCalledTimes(1);
});

test("a sleep whose signal has come already does not begin", async () => {
  jest.useFakeTimers();
  await systemClock.sleep(1_000, AbortSignal.abort());
  expect(jest.getTimerCount()).toBe(0);
});

test("a sleep that nobody ends lasts its time, and leaves no listener on the signal", async () => {
  jest.useFakeTimers();
  const { signal } = new AbortController();
  const listens = jest.spyOn(signal, "addEventListener");
  const forgets = jest.spyOn(signal, "removeEventListener");
  const sleeping = systemClock.sleep(1_000, signal);
  await jest.advanceTimersByTimeAsync(999);
  expect(forgets).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  await sleeping;
  expect(forgets.mock.calls).toEqual(listens.mock.calls);
});

test("a deadline advises to allow more time only where users have an option for it", () => {
  expect(new Deadline(systemClock, 5_000, "customTimeouts").moreTime("; allow")).toBe(
    "; allow more time with customTimeouts",
  );
  expect(new Deadline(systemClock, 5_000).moreTime("; allow")).toBe("");
});
