import { Pause, parseRetryAfter } from "../../../../provider/src/platform/http/pause";
import { FakeClock } from "../../../support/fakeClock";
import { anyText } from "../../redaction/texts";

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
  pause.note(status, 2_000);
  expect(pause.remaining()).toBe(wait);
  clock.advance(wait - 1);
  expect(pause.remaining()).toBe(1);
  clock.advance(1_000);
  expect(pause.remaining()).toBe(0);
});

test.each([200, 400, 401, 404, 500, 502, 504])("a %d with Retry-After makes only its own request wait", (status) => {
  const { pause } = start();
  pause.note(status, 2_000);
  expect(pause.remaining()).toBe(0);
});

test.each([429, 503])("a %d without Retry-After begins no pause", (status) => {
  const { pause } = start();
  pause.note(status, undefined);
  expect(pause.remaining()).toBe(0);
});

test("a response that asks for less does not shorten the pause, one that asks for more prolongs it", () => {
  const { pause } = start();
  pause.note(429, 5_000);
  pause.note(429, 1_000);
  expect(pause.remaining()).toBe(5_000);
  pause.note(429, 7_000);
  expect(pause.remaining()).toBe(7_000);
});

test("a wait of more than a minute is for its own request alone", () => {
  const { pause } = start();
  pause.note(429, 60_001);
  expect(pause.remaining()).toBe(0);
  pause.note(429, 60_000);
  expect(pause.remaining()).toBe(60_000);
});

import fc from "fast-check";

const NOW = Date.parse("2026-03-04T05:06:07Z");

test.each([
  ["0", 0],
  ["1", 1_000],
  ["120", 120_000],
  [" 7 ", 7_000],
  ["0030", 30_000],
  ["9999999999", 9_999_999_999_000],
])("%j asks for that many seconds", (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test.each([
  ["Wed, 04 Mar 2026 05:06:37 GMT", 30_000],
  ["Wednesday, 04-Mar-26 05:06:37 GMT", 30_000],
  ["Sat, 14 Mar 2026 05:06:07 GMT", 10 * 86_400_000],
  ["Wed, 04 Mar 2026 05:06:07 GMT", 0],
])("%s asks to wait until then", (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test("a date in the past asks for no wait", () => {
  expect(parseRetryAfter("Wed, 04 Mar 2026 05:05:07 GMT", NOW)).toBe(0);
});

test.each([
  undefined,
  "",
  "soon",
  "-5",
  "1.5",
  "1e3",
  "0x10",
  "5 s",
  "10000000000000",
  "Retry 120",
  "Mon 3",
  "Tomorrow, 5",
  "2026-03-04T05:06:37Z",
  "04 Mar 2026 05:06:37 GMT",
  "Wed, 99 Mar 2026 05:06:37 GMT",
  "Wed, 04 Mar 2026 05:06:37 +0100",
  "x Wed, 04 Mar 2026 05:06:37 GMT",
  "Wed, 04 Mar 2026 05:06:37 GMT x",
  "Wed, 04 Mar 2026 05:06:37 GMT+0100",
  "Wed Mar  4 05:06:37 2026",
])("%j asks for nothing", (header) => {
  expect(parseRetryAfter(header, NOW)).toBeUndefined();
});

test("no header throws, nor asks for a negative, fractional or unprintable wait", () => {
  const word = fc.constantFrom("Wed", "Wednesday", ",", " ", "04", "99", "Mar", "275760", "05:06:07", "GMT", "-", "x");
  const header = fc.oneof(
    anyText(),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.array(word).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(header, fc.integer({ min: 0, max: 4_000_000_000_000 }), (text, now) => {
      const wait = parseRetryAfter(text, now);
      if (wait === undefined) return;
      expect(Number.isInteger(wait) && wait >= 0).toBe(true);
      expect(new Date(now + wait).toISOString()).toMatch(/Z$/);
    }),
    { seed: 16, numRuns: 600 },
  );
});
