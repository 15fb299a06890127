import fc from "fast-check";
import { distance } from "../../../provider/src/util/distance";

test.each([
  ["", "", 0],
  ["crm", "crm", 0],
  ["crm", "", 3],
  ["crm", "cram", 1],
  ["crm", "com", 1],
  ["crm", "cr", 1],
  ["lsit", "list", 1],
  ["ab", "ba", 1],
  ["sales", "support", 6],
])("from %j to %j it is %d", (one, other, expected) => {
  expect(distance(one, other)).toBe(expected);
  expect(distance(other, one)).toBe(expected);
});

/** The same by its definition, which takes too long for long words. */
function defined(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(1), b.slice(1)];
  const swapped = b.length > 1 && a.startsWith(`${b[1]}${b[0]}`);
  return Math.min(
    defined(x, b) + 1,
    defined(a, y) + 1,
    defined(x, y) + (a[0] === b[0] ? 0 : 1),
    swapped ? defined(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

test("the distance is the fewest steps, whatever the words are", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b)).toBe(defined(a, b));
    }),
    { seed: 365, numRuns: 500 },
  );
});
