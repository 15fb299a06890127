import fc from "fast-check";
import { SecretIndex } from "../../../provider/src/redaction/secretIndex";
import { covered } from "./covered";

function indexOf(...texts: string[]): SecretIndex {
  const index = new SecretIndex();
  for (const text of texts) index.add(text, false);
  return index;
}

test.each<[string, string[], string, string]>([
  ["an empty text", ["abcd"], "", ""],
  ["a text without any", ["abcd"], "abc abd bcd", "abc abd bcd"],
  ["one that is the whole text", ["abcd"], "abcd", "*"],
  ["one at the beginning", ["abcd"], "abcdx", "*x"],
  ["one at the end", ["abcd"], "xabcd", "x*"],
  ["each occurrence, side by side", ["abcd"], "abcdabcd", "**"],
  ["two that overlap", ["abcd", "cdef"], "xabcdefx", "x*x"],
  ["two that overlap by one character", ["abcd", "defg"], "xabcdefgx", "x*x"],
  ["a chain of overlaps", ["abcd", "cdef", "efgh"], "xabcdefghx", "x*x"],
  ["one that overlaps itself", ["aaaa"], "xaaaaaax", "x*x"],
  ["one inside another one", ["bcde", "abcdef"], "xabcdefx", "x*x"],
  ["one that ends with another one", ["cdef", "abcdef"], "xabcdefx", "x*x"],
  ["one that begins like another one", ["abcd", "abcdef"], "xabcdxabcdef", "x*x*"],
  ["those of other languages", ["ключ", "\ud800abc"], "ключ \ud800abc", "* *"],
])("of what is looked for, the index covers %s", (_, texts, text, expected) => {
  expect(indexOf(...texts).cover(text, "*")).toBe(expected);
});

test("the index knows how long the longest text is, in whichever order they came", () => {
  expect(indexOf().longest).toBe(0);
  expect(indexOf("abcd", "abcdef", "xyzab").longest).toBe(6);
});

test("the index covers what a search text by text finds, whatever is looked for", () => {
  const unit = fc.constantFrom("a", "b", "c");
  const looked = fc.array(fc.string({ unit, minLength: 4, maxLength: 9 }), { maxLength: 9 });
  fc.assert(
    fc.property(looked, fc.string({ unit, maxLength: 60 }), (texts, text) => {
      expect(indexOf(...texts).cover(text, "*")).toBe(covered(text, texts, "*"));
    }),
    { seed: 21, numRuns: 2_000 },
  );
});

test("the index covers a beginning only of what may be cut off", () => {
  const index = new SecretIndex();
  index.add("abcdefghijklmnop", true);
  index.add("ABCDEFGHIJKLMNOP", false);
  expect(index.cover("abcdefghijklm ABCDEFGHIJKLM abcdefghijk", "*")).toBe("* ABCDEFGHIJKLM abcdefghijk");
});

test("a match says itself what stays", () => {
  const index = indexOf("abcd", "bcdef");
  expect(index.cover("abcd abcdef", "*", (match) => match === "abcd")).toBe("abcd a*");
});

test.each<[string, [string, boolean][], string, string]>([
  [
    "one that becomes cuttable",
    [
      ["abcdefghijklmnop", false],
      ["abcdefghijklmnop", true],
    ],
    "abcdefghijklm.",
    "*.",
  ],
  [
    "one that stays cuttable",
    [
      ["abcdefghijklmnop", true],
      ["abcdefghijklmnop", false],
    ],
    "abcdefghijklm.",
    "*.",
  ],
  [
    "the longer of a text and a beginning",
    [
      ["abcdefghijklmnop", true],
      ["abcd", false],
    ],
    "abcdefghijklm.",
    "*.",
  ],
  [
    "the text where the beginning is too short",
    [
      ["abcdefghijklmnop", true],
      ["abcd", false],
    ],
    "abcdefghij.",
    "*efghij.",
  ],
  ["a beginning of 12 characters", [["abcdefghijklmnop", true]], "abcdefghijkl.", "*."],
  ["no beginning of 11", [["abcdefghijklmnop", true]], "abcdefghijk.", "abcdefghijk."],
  ["a short cuttable text whole", [["abcdef", true]], "abcdefg", "*g"],
  ["nothing of a short cuttable text", [["abcdef", true]], "abcde.", "abcde."],
])("of texts that may be cut off, the index covers %s", (_, texts, text, expected) => {
  const index = new SecretIndex();
  for (const [each, cuttable] of texts) index.add(each, cuttable);
  expect(index.cover(text, "*")).toBe(expected);
});
