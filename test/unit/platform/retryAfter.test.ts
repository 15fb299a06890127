import fc from "fast-check";
import { parseRetryAfter } from "../../../provider/src/platform/retryAfter";
import { anyText } from "./texts";

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

test("a date that is over asks for no wait", () => {
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
