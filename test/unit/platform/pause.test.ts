import { Pause } from "../../../provider/src/platform/pause";
import { FakeClock } from "../../support/fakeClock";

function start(chance = 0) {
  const clock = new FakeClock(chance);
  return { clock, pause: new Pause(clock) };
}

test("there is no pause until the platform asks for one", () => {
  expect(start().pause.remaining()).toBe(0);
});

test.each([
  [429, 0, 2_000],
  [503, 0, 2_000],
  [429, 0.5, 2_250],
  [503, 0.999, 2_499.5],
])("after a %d with Retry-After, the pause is as long as it asks, spread by chance %d", (status, chance, wait) => {
  const { clock, pause } = start(chance);
  pause.answered(status, 2_000);
  expect(pause.remaining()).toBe(wait);
  clock.advance(wait - 1);
  expect(pause.remaining()).toBe(1);
  clock.advance(1_000);
  expect(pause.remaining()).toBe(0);
});

test.each([200, 400, 401, 404, 500, 502, 504])("a %d with Retry-After makes only its own request wait", (status) => {
  const { pause } = start();
  pause.answered(status, 2_000);
  expect(pause.remaining()).toBe(0);
});

test.each([429, 503])("a %d without Retry-After begins no pause", (status) => {
  const { pause } = start();
  pause.answered(status, undefined);
  expect(pause.remaining()).toBe(0);
});

test("a response that asks for less does not shorten the pause, one that asks for more prolongs it", () => {
  const { pause } = start();
  pause.answered(429, 5_000);
  pause.answered(429, 1_000);
  expect(pause.remaining()).toBe(5_000);
  pause.answered(429, 7_000);
  expect(pause.remaining()).toBe(7_000);
});

test("a wait of more than a minute is for its own request alone", () => {
  const { pause } = start();
  pause.answered(429, 60_001);
  expect(pause.remaining()).toBe(0);
  pause.answered(429, 60_000);
  expect(pause.remaining()).toBe(60_000);
});
