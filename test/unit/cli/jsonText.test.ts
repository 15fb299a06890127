import { jsonText } from "../../../provider/src/cli/jsonText";

test("control characters and marks of text direction are escaped, and the JSON value stays the same", () => {
  const value = { "a\u009b31m": ["\u202ereverse", "\u001b[0m", "Zürich 営業 🚀", "\u007f"] };
  const text = jsonText(value, 2);
  expect(text).not.toMatch(/[\u007f-\u009f\p{Bidi_Control}]|[^\n\P{Cc}]/u);
  expect(text).toContain("Zürich 営業 🚀");
  expect(JSON.parse(text)).toEqual(value);
});

test("characters that old TypeScript takes for line ends are escaped, so that a text stays one literal", () => {
  const value = "line\u2028paragraph\u2029end";
  expect(jsonText(value)).toBe('"line\\u2028paragraph\\u2029end"');
  expect(JSON.parse(jsonText(value))).toBe(value);
});
