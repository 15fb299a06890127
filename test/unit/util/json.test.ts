import fc from "fast-check";
import { compact, isRecord, parseJson, sameJson } from "../../../provider/src/util/json";
import { anyText } from "../redaction/texts";

const settings = { seed: 365, numRuns: 300 };

test.each<[string, unknown, boolean]>([
  ["an object", { a: 1 }, true],
  ["an empty object", {}, true],
  ["an array", [], false],
  ["null", null, false],
  ["undefined", undefined, false],
  ["a text", "text", false],
  ["a number", 5, false],
])("for %s, isRecord returns what is right", (_, value, expected) => {
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
  "%j is no JSON, so parsing returns undefined",
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);

test("compact leaves out what is undefined, and nothing else", () => {
  const given = { a: undefined, b: null, c: 0, d: "", e: false, f: {}, g: [] };
  expect(compact(given)).toStrictEqual({ b: null, c: 0, d: "", e: false, f: {}, g: [] });
  expect(Object.keys(given)).toContain("a");
});

test.each([
  [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  [[{ b: 1, a: 2 }], [{ a: 2, b: 1 }], true],
  [undefined, undefined, true],
  [null, null, true],
  [{ a: undefined }, {}, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: 1 }, { a: 1, b: 1 }, false],
  [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  ["1", 1, false],
  [null, undefined, false],
  [undefined, "undefined", false],
  [{}, [], false],
  [null, {}, false],
])("sameJson of %j and %j is %j", (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
  expect(sameJson(b, a)).toBe(same);
});

test("sameJson ignores the order of properties", () => {
  const reordered = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(reordered);
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reordered(item)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameJson(value, reordered(value))).toBe(true);
      expect(sameJson(value, [value])).toBe(false);
    }),
    settings,
  );
});

test("sameJson is the equality of JSON values", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 1 }), fc.jsonValue({ maxDepth: 1 }), (a, b) => {
      // JSON knows no -0.
      const [one, other] = [a, b].map((value) => JSON.parse(JSON.stringify(value)));
      let same = true;
      try {
        expect(one).toStrictEqual(other);
      } catch {
        same = false;
      }
      expect(sameJson(a, b)).toBe(same);
    }),
    settings,
  );
});

describe("half of a surrogate pair, which a service that cuts texts leaves,", () => {
  test.each([
    ["a high one", '"cut \\ud83d"', "cut \ufffd"],
    ["a low one", '"\\udE00 cut"', "\ufffd cut"],
    ["in capitals", '"\\uD83D."', "\ufffd."],
    ["two high ones before a low one", '"\\ud83d\\ud83d\\ude00"', "\ufffd😀"],
    ["a low one before a high one", '"\\ude00\\ud83d"', "\ufffd\ufffd"],
    ["before another escape", '"\\ud83d\\n\\u00e9"', "\ufffd\né"],
    ["before a whole character", '"\\ud83d😀"', "\ufffd😀"],
    ["the last of all", '"\\udfff"', "\ufffd"],
    ["the first of all", '"\\ud800"', "\ufffd"],
  ])("becomes U+FFFD: %s", (_, json, expected) => {
    expect(parseJson(json)).toBe(expected);
  });

  test.each([
    ["a pair", '"\\ud83d\\ude00"', "😀"],
    ["a pair in capitals", '"\\uD83D\\uDE00"', "😀"],
    ["an escaped backslash before ud83d", '"\\\\ud83d"', "\\ud83d"],
    ["an escaped backslash before a pair", '"\\\\\\ud83d\\ude00"', "\\😀"],
    ["other escapes", '"\\ud7ff\\ue000\\"\\/"', '\ud7ff\ue000"/'],
  ])("is not %s", (_, json, expected) => {
    expect(parseJson(json)).toBe(expected);
  });

  test("is found in keys, and however deep", () => {
    expect(parseJson('{"a\\ud83d":[{"b":"\\ude00"}]}')).toEqual({ "a\ufffd": [{ b: "\ufffd" }] });
    const depth = 50_000;
    expect(parseJson(`${"[".repeat(depth)}"\\ud83d"${"]".repeat(depth)}`)).not.toBeUndefined();
  });

  test("any text with them becomes what toWellFormed returns", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(parseJson(JSON.stringify(text))).toBe(text.toWellFormed());
      }),
      settings,
    );
  });
});
