import fc from "fast-check";
import { isRecord, parseJson } from "../../../provider/src/platform/json";

test.each<[string, unknown, boolean]>([
  ["an object", { a: 1 }, true],
  ["an empty object", {}, true],
  ["an array", [], false],
  ["null", null, false],
  ["undefined", undefined, false],
  ["a text", "text", false],
  ["a number", 5, false],
])("for %s, isRecord gives the right answer", (_, value, expected) => {
  expect(isRecord(value)).toBe(expected);
});

test("any JSON text gives its value", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
    { seed: 11 },
  );
});

test.each(["", "{", "<html></html>", "undefined", '{"id": 12345, "name": '])(
  "%j is no JSON, hence undefined",
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);
