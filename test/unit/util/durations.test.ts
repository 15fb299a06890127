import fc from "fast-check";
import { parseDuration } from "../../../provider/src/util/durations";

test.each([
  ["1ns", 1e-6],
  ["1us", 1e-3],
  ["1µs", 1e-3],
  ["1ms", 1],
  ["1s", 1_000],
  ["1m", 60_000],
  ["1h", 3_600_000],
  ["90s", 90_000],
  ["1h30m", 5_400_000],
  ["1m0s", 60_000],
  ["1.5h", 5_400_000],
  ["0.25s", 250],
  ["2m1.5s30ms", 121_530],
  ["0s", 0],
])("%s is %d ms", (text, ms) => {
  expect(parseDuration(text)).toBeCloseTo(ms, 9);
});

test.each([
  "",
  "5",
  "m",
  "5 m",
  " 5m",
  "5m ",
  "-5m",
  "+5m",
  "5d",
  "5min",
  "5M",
  "1h-30m",
  "1.m",
  "1..5s",
  "1e3s",
  "x5s",
  "5sx",
  "5m,5s",
])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("any sum of parts is their sum, and no other text is a duration", () => {
  const units = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };
  const part = fc.tuple(fc.nat(10_000), fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.string(), (parts, other) => {
      const text = parts.map(([amount, unit]) => `${amount}${unit}`).join("");
      const sum = parts.reduce((total, [amount, unit]) => total + amount * units[unit], 0);
      expect(parseDuration(text)).toBeCloseTo(sum, 6);
      if (!/^(\d+(\.\d+)?[a-zµ]+)+$/.test(other)) expect(parseDuration(other)).toBeUndefined();
    }),
    { seed: 365, numRuns: 300 },
  );
});
