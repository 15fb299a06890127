import { didYouMean, nearest } from "../../../provider/src/util/didYouMean";

const WORDS = ["doctor", "list", "import", "orphans"];

test.each([
  ["lsit", "list"],
  ["LIST", "list"],
  ["docter", "doctor"],
  ["orphan", "orphans"],
  ["imprt", "import"],
  ["orphanzz", "orphans"],
])("%s is close to %s", (mistyped, meant) => {
  expect(didYouMean(mistyped, WORDS)).toBe(` Did you mean ${meant}?`);
});

test.each([
  ["--al", "--all"],
  ["--tga", "--tag"],
])("the two dashes of %s are no swapped letters", (mistyped, meant) => {
  expect(didYouMean(mistyped, ["--cwd", "--all", "--tag", "--out"])).toBe(` Did you mean ${meant}?`);
});

test.each([["frobnicate"], ["lo"], [""]])("%j is close to nothing", (mistyped) => {
  expect(didYouMean(mistyped, WORDS)).toBe("");
});

test("without known words there is no suggestion", () => {
  expect(didYouMean("list", [])).toBe("");
});

test.each([
  ["baseURL", "baseUrl"],
  ["BASE_URL", "baseUrl"],
  ["url", undefined],
])("upper case in the words counts for nothing: %s is nearest to %s", (mistyped, meant) => {
  expect(nearest(mistyped, ["baseUrl", "userSecret"])).toBe(meant);
});
