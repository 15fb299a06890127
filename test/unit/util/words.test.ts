import { listInWords } from "../../../provider/src/util/words";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
  [["a", "b", "c", "d"], "a, b, c and d"],
])("%j is listed as a person would write it", (items, words) => {
  expect(listInWords(items)).toBe(words);
});
