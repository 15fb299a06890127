import { formsOf, withoutEscapes } from "../../../provider/src/redaction/forms";

const SECRET = "A/b C+d=é";

test.each([
  ["as it is", SECRET],
  ["in JSON with escaped slashes", "A\\/b C+d=é"],
  ["in JSON that is safe in HTML, quoted in JSON", "A/b C+d\\\\u003dé"],
  ["in a path", "A%2Fb%20C%2Bd%3D%C3%A9"],
  ["in a path that was set in lower case", "a%2fb%20c%2bd%3d%c3%a9"],
  ["in a form", "A%2Fb+C%2Bd%3D%C3%A9"],
  ["in a form with lower-case digits", "A%2fb+C%2bd%3d%c3%a9"],
  ["in base64", "QS9iIEMrZD3DqQ=="],
  ["in base64 without padding", "QS9iIEMrZD3DqQ"],
  ["in base64 in a query", "QS9iIEMrZD3DqQ%3D%3D"],
  ["in hexadecimal digits", "412f6220432b643dc3a9"],
  ["in upper-case hexadecimal digits", "412F6220432B643DC3A9"],
  ["with each byte percent-encoded", "%41%2f%62%20%43%2b%64%3d%c3%a9"],
  ["with each byte percent-encoded in upper case", "%41%2F%62%20%43%2B%64%3D%C3%A9"],
])("a secret's forms have it %s", (_, form) => {
  expect(formsOf(SECRET)).toContain(form);
});

test.each([
  ["in HTML", `<a> & "b" 'c'`, "&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;"],
  ["in a form, which escapes more than a path", "a!b(c)~d", "a%21b%28c%29%7Ed"],
  ["in base64 of the common alphabet without padding", "????", "Pz8/Pw"],
])("a secret with special characters is there %s", (_, secret, form) => {
  expect(formsOf(secret)).toContain(form);
});

test("no form is shorter than the secret", () => {
  for (const secret of [SECRET, "abcd", "😀😀", "\ud800abc", "????", "    "]) {
    expect(Math.min(...formsOf(secret).map((form) => form.length))).toBe(secret.length);
  }
});

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
