import fc from "fast-check";
import { PrefixTree } from "../../../provider/src/redaction/prefixTree";

function treeOf(...words: string[]): PrefixTree {
  const tree = new PrefixTree();
  for (const word of words) tree.add(word, false);
  return tree;
}

test.each<[string, string[], string, number]>([
  ["nothing in an empty tree", [], "abc", 0],
  ["nothing where another word begins", ["abc"], "xabc", 0],
  ["nothing of a word that is cut off", ["abc"], "ab", 0],
  ["nothing of an empty word", [""], "abc", 0],
  ["a word", ["abc"], "abcd", 3],
  ["the longer of two words", ["ab", "abcd"], "abcde", 4],
  ["the longer one, whichever was added first", ["abcd", "ab"], "abcde", 4],
  ["the shorter of two words where the longer one breaks off", ["ab", "abcd"], "abcx", 2],
  ["either of two words with the same beginning", ["abc", "abd"], "abd", 3],
  ["no beginning that words have in common", ["abcd", "abef"], "abxx", 0],
  ["a word that was split in two by a third one", ["abcdef", "abcxyz", "ab"], "abcdef", 6],
  ["a word that was added twice", ["abcd", "ab", "abcd"], "abcd", 4],
])("the tree finds %s", (_, words, text, length) => {
  expect(treeOf(...words).longestAt(text, 0)).toBe(length);
});

test("the tree looks at the given place of the text only", () => {
  const tree = treeOf("bc", "bcd");
  expect([0, 1, 2, 3, 4].map((at) => tree.longestAt("abcd", at))).toEqual([0, 3, 0, 0, 0]);
});

test("the tree counts the characters of a cuttable word from the given place on", () => {
  const tree = new PrefixTree();
  tree.add("abcdefghijklmnop", true);
  expect(tree.longestAt("---abcdefghijk", 3)).toBe(0);
  expect(tree.longestAt("---abcdefghijkl", 3)).toBe(12);
});

test("the tree finds what a search word by word finds, whatever the words are", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), text, (words, text) => {
      const found = words.filter((word) => text.startsWith(word)).map((word) => word.length);
      expect(treeOf(...words).longestAt(text, 0)).toBe(Math.max(0, ...found));
    }),
    { seed: 20, numRuns: 2_000 },
  );
});

test.each<[string, [string, boolean][], string, number]>([
  ["a cuttable word whole", [["abcdefghijklmnop", true]], "abcdefghijklmnopq", 16],
  ["twelve characters of a cuttable word", [["abcdefghijklmnop", true]], "abcdefghijkl-", 12],
  ["as much of a cuttable word as is there", [["abcdefghijklmnop", true]], "abcdefghijklmn", 14],
  ["nothing of eleven characters", [["abcdefghijklmnop", true]], "abcdefghijk-", 0],
  ["nothing of a word that is not cuttable", [["abcdefghijklmnop", false]], "abcdefghijklmno", 0],
  [
    "the cuttable one of two",
    [
      ["abcdefghijklmnop", true],
      ["abcdefghijklxxxx", false],
    ],
    "abcdefghijklxxx",
    12,
  ],
  [
    "the beginning that two share",
    [
      ["abcdefghijklmnop", false],
      ["abcdefghijklxxxx", true],
    ],
    "abcdefghijklm",
    12,
  ],
  [
    "a word that becomes cuttable",
    [
      ["abcdefghijklmnop", false],
      ["abcdefghijklmnop", true],
    ],
    "abcdefghijklm",
    13,
  ],
  [
    "a word that stays cuttable",
    [
      ["abcdefghijklmnop", true],
      ["abcdefghijklmnop", false],
    ],
    "abcdefghijklm",
    13,
  ],
  [
    "the longer of a word and a beginning",
    [
      ["abcdefghijklmnop", true],
      ["abcd", false],
    ],
    "abcdefghijklm",
    13,
  ],
  [
    "the word where the beginning is too short",
    [
      ["abcdefghijklmnop", true],
      ["abcd", false],
    ],
    "abcdefghij",
    4,
  ],
  ["a short cuttable word whole", [["abcdef", true]], "abcdefg", 6],
  ["nothing of a short cuttable word", [["abcdef", true]], "abcde", 0],
])("of words that may be cut off, the tree finds %s", (_, words, text, length) => {
  const tree = new PrefixTree();
  for (const [word, cuttable] of words) tree.add(word, cuttable);
  expect(tree.longestAt(text, 0)).toBe(length);
});
