import { jsonText } from "../../../provider/src/cli/jsonText";

test("what could steer a terminal or turn a line's direction is escaped, and the value stays the same", () => {
  const value = { "a\u009b31m": ["\u202ereverse", "\u001b[0m", "Zürich 営業 🚀", "\u007f"] };
  const text = jsonText(value, 2);
  expect(text).not.toMatch(/[\u007f-\u009f\p{Bidi_Control}]|[^\n\P{Cc}]/u);
  expect(text).toContain("Zürich 営業 🚀");
  expect(JSON.parse(text)).toEqual(value);
});

test("what old TypeScript takes for the end of a line is escaped, so that a text stays one literal", () => {
  const value = "line\u2028paragraph\u2029end";
  expect(jsonText(value)).toBe('"line\\u2028paragraph\\u2029end"');
  expect(JSON.parse(jsonText(value))).toBe(value);
});
