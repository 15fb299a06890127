import fc from "fast-check";
import { coverPlaces } from "../../../provider/src/redaction/places";

const cover = (text: string) => coverPlaces(text, "*");

test.each([
  ["a dotted key", '{"oauth.api.key":"x"}', '{"oauth.api.key":"*"}'],
  ["a key store", '{"base64.encoded.jks":"x"}', '{"base64.encoded.jks":"*"}'],
  ["variables", '"instance.variables": "{\\"a\\": 1}", "id": 5', '"instance.variables": "*", "id": 5'],
  ["a name with hyphens", '"X-Api-Key" : "x"', '"X-Api-Key" : "*"'],
  ["a word", '"token":null,"id":5', '"token":"*","id":5'],
  ["several members", '"token":"x","id":5,"password":"y"', '"token":"*","id":5,"password":"*"'],
  ["a member over two lines", '"token"\n:\n"x"', '"token"\n:\n"*"'],
  ["a value over two lines", '"token":"x\ny","id":5', '"token":"*","id":5'],
  ["a value with an escaped end of line", '"token":"x\\\ny","id":5', '"token":"*","id":5'],
  ["an empty value", '"token":"","id":5', '"token":"*","id":5'],
  ["JSON quoted many times", `${"\\".repeat(63)}"token${"\\".repeat(63)}":${"\\".repeat(63)}"x`, '"token":"*"'],
])("the value of a secret JSON member is covered: %s", (_, text, expected) => {
  expect(cover(text).replace(/^\\+/, "").replace(/\\+":/, '":')).toBe(expected);
});

test.each([
  '{"id":5,"event.notification.callback.url":"https://example.com","base.url":"x"}',
  '"event.notification.basic.username":"x"',
  '"token" "x"',
  '"token":',
  '"token":{"id":5}',
  '"token":["x"]',
  "token: x",
  '"to ken":"x"',
])("a value in any other place stays: %s", (text) => {
  expect(cover(text)).toBe(text);
});

test("a secret member is found whatever stands before and after it", () => {
  const around = fc.string({ unit: fc.constantFrom('"', "\\", ":", ",", "a", " ", "{") });
  fc.assert(
    fc.property(around, around, (before, after) => {
      expect(cover(`${before}\n{"token":"canary", ${after}`)).not.toContain("canary");
    }),
    { seed: 22, numRuns: 500 },
  );
});
