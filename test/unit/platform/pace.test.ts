import { Pace } from "../../../provider/src/platform/pace";
import { FakeClock } from "../../support/fakeClock";

/** A pace, and a platform whose responses come at once. */
function start(chance = 0) {
  const clock = new FakeClock(chance);
  const pace = new Pace(clock);
  /** Makes so many requests that get through, one after the other, as the pace allows. */
  const requests = (count: number, apart = 0) => {
    const waits: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const wait = pace.wait();
      waits.push(wait);
      clock.advance(wait);
      pace.answered(pace.start(), 200, undefined);
      clock.advance(apart);
    }
    return waits;
  };
  const refuse = (retryAfter?: number, status = 429) => pace.answered(pace.start(), status, retryAfter);
  return { clock, pace, requests, refuse };
}

/** The milliseconds until the next request, and from it to the one after. */
function interval({ clock, pace }: ReturnType<typeof start>): number {
  clock.advance(pace.wait());
  pace.start();
  return Math.round(pace.wait());
}

test("nobody waits as long as the platform turns nobody away", () => {
  const { requests } = start();
  expect(requests(200)).toEqual(Array(200).fill(0));
});

test.each([200, 400, 401, 404, 500, 502, 503, 504])("a response with the status %d slows nothing down", (status) => {
  const scene = start();
  scene.requests(10);
  scene.refuse(undefined, status);
  expect(scene.pace.wait()).toBe(0);
  expect(interval(scene)).toBe(0);
});

test("another response with Retry-After slows nothing down", () => {
  const scene = start();
  scene.requests(10);
  scene.refuse(10_000, 500);
  expect(scene.pace.wait()).toBe(0);
  expect(interval(scene)).toBe(0);
});

test.each([
  [429, 0, 2_000],
  [503, 0, 2_000],
  [429, 0.5, 2_250],
  [503, 0.999, 2_499.5],
])("after a %d all wait as long as it asks, spread by chance %d", (status, chance, wait) => {
  const { pace, requests, refuse } = start(chance);
  requests(10);
  refuse(2_000, status);
  expect(pace.wait()).toBeCloseTo(wait);
});

test("the longest of several waits counts", () => {
  const { clock, pace, refuse } = start();
  refuse(5_000);
  clock.advance(1_000);
  refuse(2_000);
  expect(pace.wait()).toBe(4_000);
});

test("a wait of a minute is shared, and a longer one is left to each request", () => {
  const { pace, refuse } = start();
  refuse(60_001);
  expect(pace.wait()).toBe(0);
  refuse(60_000);
  expect(pace.wait()).toBe(60_000);
});

test("one request that is turned away alone does not set a pace", () => {
  const scene = start();
  scene.refuse();
  expect(interval(scene)).toBe(0);
});

test("the pace is that at which requests got through in the second before", () => {
  const scene = start();
  scene.requests(40);
  scene.clock.advance(1_000);
  scene.requests(10, 50);
  scene.refuse();
  expect(interval(scene)).toBe(100);
});

test("of a burst of which the platform takes five, the pace becomes five a second, however late it says so", () => {
  const scene = start();
  const startedAt = Array.from({ length: 16 }, () => scene.pace.start());
  scene.clock.advance(3_000);
  for (const [index, at] of startedAt.entries()) {
    scene.pace.answered(at, index < 5 ? 200 : 429, undefined);
    scene.clock.advance(1);
  }
  expect(interval(scene)).toBe(200);
});

test("where only one of a burst got through, the pace is two a second", () => {
  const scene = start();
  const startedAt = Array.from({ length: 16 }, () => scene.pace.start());
  for (const at of startedAt.slice(1)) scene.pace.answered(at, 429, undefined);
  expect(interval(scene)).toBe(500);
});

test("where none of a burst got through, the pace is the burst's own, so that one after the other finds out", () => {
  const scene = start();
  const startedAt = Array.from({ length: 21 }, () => scene.pace.start());
  for (const at of startedAt) scene.pace.answered(at, 429, 1_000);
  expect(scene.pace.wait()).toBe(1_000);
  expect(interval(scene)).toBe(50);
  scene.clock.advance(1_000);
  scene.refuse(1_000);
  expect(interval(scene)).toBe(50);
});

test("a request that is turned away at the pace slows it down by a seventh", () => {
  const scene = start();
  scene.requests(5, 100);
  scene.refuse();
  expect(interval(scene)).toBe(200);
  // Five more got through in that second.
  scene.requests(4);
  scene.clock.advance(scene.pace.wait());
  scene.refuse();
  expect(interval(scene)).toBeCloseTo(230, -1);
});

test("what started later than the request that is turned away does not count", () => {
  const scene = start();
  scene.requests(4);
  scene.clock.advance(500);
  const startedAt = scene.pace.start();
  scene.clock.advance(100);
  scene.requests(10);
  scene.pace.answered(startedAt, 429, undefined);
  expect(interval(scene)).toBe(250);
});

test("those that had started before the pace was slowed down, or at that moment, change it no further", () => {
  const scene = start();
  const earlier = scene.pace.start();
  scene.clock.advance(1);
  scene.requests(8);
  scene.refuse();
  const same = scene.pace.start();
  scene.clock.advance(20_000);
  for (let n = 0; n < 100; n += 1) {
    scene.pace.answered(earlier, 200, undefined);
    scene.pace.answered(same, 200, undefined);
  }
  expect(interval(scene)).toBe(111);
});

test("one that is turned away alone, later, leaves the pace as it is", () => {
  const scene = start();
  const startedAt = Array.from({ length: 11 }, () => scene.pace.start());
  for (const at of startedAt.slice(5)) scene.pace.answered(at, 429, undefined);
  expect(interval(scene)).toBe(200);
  scene.clock.advance(5_000);
  scene.refuse();
  expect(interval(scene)).toBe(200);
});

test("the pace never gets slower than one in five seconds", () => {
  const scene = start();
  for (let n = 0; n < 100; n += 1) {
    scene.pace.start();
    scene.refuse();
    scene.clock.advance(1);
  }
  expect(interval(scene)).toBe(5_000);
});

test("the pace grows with each request that gets through, the faster the longer nobody was turned away", () => {
  const scene = start();
  scene.requests(5);
  scene.refuse();
  const rates: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    scene.requests(25);
    rates.push(Number((1_000 / interval(scene)).toFixed(1)));
  }
  expect(rates).toEqual([5.2, 5.6, 6.4, 7.4]);
});

test("when nobody was turned away for long there is no pace to keep any more", () => {
  const scene = start();
  scene.requests(5);
  scene.refuse();
  const before = scene.clock.now();
  while (interval(scene) > 0) {
    scene.requests(10);
    if (scene.clock.now() > before + 120_000) throw new Error("still slow");
  }
  expect(scene.clock.now() - before).toBeGreaterThan(30_000);
  expect(scene.requests(50)).toEqual(Array(50).fill(0));
});

test.each([
  [10_000, 143],
  [10_001, 0],
])("what started %d ms before the latest start is remembered up to ten seconds", (ms, expected) => {
  const scene = start();
  const [old] = Array.from({ length: 8 }, () => scene.pace.start());
  scene.clock.advance(ms);
  scene.requests(1);
  scene.pace.answered(old ?? 0, 429, undefined);
  expect(interval(scene)).toBe(expected);
});

test("a refusal that comes long after its request's start, as of a vendor, forgets no request that got through since", () => {
  const scene = start();
  const { clock, pace, requests, refuse } = scene;
  const slow = Array.from({ length: 8 }, () => pace.start());
  clock.advance(12_000);
  requests(10, 50);
  for (const startedAt of slow) pace.answered(startedAt, 429, undefined);
  refuse();
  expect(interval(scene)).toBe(100);
});
