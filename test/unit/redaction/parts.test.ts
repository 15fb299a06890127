import { headerSecrets, jsonSecrets, querySecrets, urlHoldsSecret } from "../../../provider/src/redaction/parts";

test.each<[string, string, string[]]>([
  ["one header", "X-Key: s3cret", ["s3cret"]],
  ["one without a space", "X-Key:s3cret", ["s3cret"]],
  ["one with an equals sign", "x_key.a = s3cret==", ["s3cret=="]],
  ["lines", "A-Key: first\r\nB-Key: second\nC: x", ["first", "second", "C: x"]],
  ["a list with semicolons", "A: first; B: second", ["first; B: second", "first", "second"]],
  ["a list with commas", "A=first,B=second", ["first,B=second", "first", "second"]],
  ["a bearer token", "Authorization: Bearer t0ken", ["Bearer t0ken", "t0ken"]],
  ["Basic authentication", "authorization=basic  dXNlcg==", ["basic  dXNlcg==", "dXNlcg=="]],
  ["a cookie", "Cookie: session=abcd", ["session=abcd", "abcd"]],
  ["a bearer token in a cookie", "Cookie: a=Bearer b0=ccccc", ["a=Bearer b0=ccccc", "Bearer b0=ccccc", "b0=ccccc"]],
  ["a value alone", "  s3cret ", ["s3cret"]],
  ["a URL alone", "https://a.example/b", ["https://a.example/b"]],
  ["a scheme alone", "Bearer t0ken", ["t0ken"]],
  ["what is no name", "a b: s3cret", ["a b: s3cret"]],
  ["a value that is too short", "X: abc", ["X: abc"]],
  ["JSON", '{"X-Key":"s3cret","Authorization":"Bearer t0ken"}', ["s3cret", "Bearer t0ken", "t0ken"]],
  ["a list of headers as JSON", '["X-Key: s3cret"]', ["X-Key: s3cret", "s3cret"]],
])("the secrets in headers are their values: %s", (_, headers, expected) => {
  const found = headerSecrets(headers).filter(({ length }) => length >= 4);
  expect(new Set(found)).toEqual(new Set(expected));
});

test.each<[string, string, string[]]>([
  ["the leaves of an object", '{"a":"one","b":{"c":["two",{"d":"three"}]}}', ["one", "two", "three"]],
  ["those of a list", ' [ "one" ]', ["one"]],
  ["long numbers, not short ones", '{"a":12345678,"b":1234567}', ["12345678"]],
  ["nothing that says nothing", '{"a":"true","b":"false","c":"null","d":true,"e":null}', []],
  ["words that only begin or end like that", '["untrue","nullify"]', ["untrue", "nullify"]],
  ["nothing of a text", '"one"', []],
  ["nothing of a text with a bracket", '"[one"', []],
  ["nothing of what is no JSON", '{"a":"one"', []],
  ["nothing of an empty text", "", []],
])("the secrets in JSON are %s", (_, text, expected) => {
  expect(jsonSecrets(text).sort()).toEqual(expected.sort());
});

test("JSON of any size and depth, and any number of headers, do no harm", () => {
  expect(jsonSecrets(`[${'"abcd",'.repeat(300_000)}"abcd"]`)).toHaveLength(500);
  expect(jsonSecrets(`${"[".repeat(5_000)}"deep"${"]".repeat(5_000)}`)).toEqual(["deep"]);
  expect(headerSecrets("A: bcde\n".repeat(10_000))).toHaveLength(500);
  expect(headerSecrets("a=".repeat(100_000))).toHaveLength(6);
  expect(querySecrets(`https://a.example/?${"x=12345678&".repeat(10_000)}`)).toHaveLength(500);
});

test.each(["\n", ";"])("empty items between headers do not count: %j", (separator) => {
  expect(headerSecrets(`A: bcde${separator.repeat(600)}B: cdef`)).toContain("cdef");
});

test.each<[string, string, string[]]>([
  ["whole, and its values", "https://a.example/b?key=12345678", ["key=12345678", "12345678", "12345678"]],
  ["without the fragment", "https://a.example/?12345678#abcdefgh", ["12345678", "12345678"]],
  ["as it is, and decoded", "https://a.example/?k=a%2Fbcdefg", ["k=a%2Fbcdefg", "a%2Fbcdefg", "a/bcdefg"]],
  ["whole where values are short", "https://a.example/?a=b&c=def", ["a=b&c=def"]],
  ["not where it is short", "https://a.example/?a=bcdef", []],
  ["not where there is none", "https://a.example/path-of-some-length", []],
])("the query of a URL is secret %s", (_, url, expected) => {
  expect(querySecrets(url)).toEqual(expected);
});

test.each([
  ["http://receiver.example/e?key=value", true],
  ["https://receiver.example/e?key=value", true],
  ["HTTPS://user@receiver.example/e", true],
  ["https://:password@receiver.example/e", true],
  ["https://receiver.example/e", false],
  ["https://receiver.example/e#part", false],
  ["ftp://user:password@receiver.example/?key=value", false],
  ["mailto:https://receiver.example/?key=value", false],
  ["http://", false],
  ["https", false],
])("%s holds a user or a query: %j", (text, expected) => {
  expect(urlHoldsSecret(text)).toBe(expected);
});
