import fc from "fast-check";
import { holdsUnknown, isUnknown, UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

test("an unknown value is found by itself and inside of lists and objects", () => {
  expect(isUnknown(UNKNOWN)).toBe(true);
  expect(holdsUnknown(UNKNOWN)).toBe(true);
  expect(holdsUnknown([1, [{ a: { b: UNKNOWN } }]])).toBe(true);
});

test.each([
  // What the engine writes for it is for its front end to translate.
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "not known yet",
  Symbol("not known yet"),
  "",
  0,
  true,
  null,
  undefined,
  [UNKNOWN],
])("%p itself is known", (value) => {
  expect(isUnknown(value)).toBe(false);
});

test("no JSON value holds anything unknown", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(holdsUnknown(value)).toBe(false);
      expect(holdsUnknown({ known: value, other: [value, UNKNOWN] })).toBe(true);
    }),
    { seed: 365, numRuns: 200 },
  );
});
