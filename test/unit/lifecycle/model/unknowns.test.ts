import { isUnknown, UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

test("the mark stands for a value that is not known yet", () => {
  expect(isUnknown(UNKNOWN)).toBe(true);
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
