import fc from "fast-check";
import { holdsUnknown, isUnknown } from "../../../../provider/src/lifecycle/model/unknowns";

/** As the engine writes them (pkg/resource/plugin/rpc.go). */
const SENTINELS = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

test.each(SENTINELS)("%s is not known yet, by itself and inside of something", (sentinel) => {
  expect(isUnknown(sentinel)).toBe(true);
  expect(holdsUnknown(sentinel)).toBe(true);
  expect(holdsUnknown([1, [{ a: { b: sentinel } }]])).toBe(true);
});

test.each([
  "04da6b54",
  "04DA6B54-80E4-46F7-96EC-B56FF0331BA9",
  " 04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "",
  0,
  true,
  null,
  undefined,
  ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
])("%j itself is known", (value) => {
  expect(isUnknown(value)).toBe(false);
});

test("a key that reads like a sentinel is known", () => {
  expect(holdsUnknown({ [SENTINELS[2] ?? ""]: 1 })).toBe(false);
});

test("no other JSON value holds anything unknown", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(holdsUnknown(value)).toBe(false);
      expect(holdsUnknown({ known: value, other: [value, SENTINELS[0]] })).toBe(true);
    }),
    { seed: 365, numRuns: 200 },
  );
});
