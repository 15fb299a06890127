import { withoutEscapes } from "../../../provider/src/platform/escapes";

test.each([
  ["a\\u0062c", "abc"],
  ["a\\\\u0062c", "abc"],
  ["&#98;&#x62;", "bb"],
  ["&#x10ffff;&#1114111;", "\u{10ffff}\u{10ffff}"],
  ["&#x110000;&#1114112;", ""],
  ["\\u62 &#; &#x; &#xg; &#98 &amp; \\n", "\\u62 &#; &#x; &#xg; &#98 &amp; \\n"],
])("without its escapes, %j is %j", (text, expected) => {
  expect(withoutEscapes(text)).toBe(expected);
});
