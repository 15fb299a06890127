import fc from "fast-check";
import { stripHtml } from "../../../provider/src/platform/htmlStripping";

test.each([
  ["a link", '<a href="#" onClick="x()">sales</a>', "sales"],
  ["a closing tag alone", "sales</b>", "sales"],
  ["upper-case tags", "<B>sales</B>", "sales"],
  ["a comment", "sales<!-- secret -->", "sales"],
  ["several tags", "a<i>b</i>c<br/>d", "abcd"],
  ["a tag over two lines", "a<img\nsrc=x>b", "ab"],
  ["a script with its content", "a<script>x < 1</script>b", "ab"],
  ["a comment with a tag in it", "a<!-- <b> -->b", "ab"],
  ["what stripping itself makes", "a<<b>i>b", "ab"],
])("%s is taken out, and only that", (_, text, expected) => {
  expect(stripHtml(text)).toBe(expected);
});

test.each(["me@example.com", "a < b", "a > b", "1<2>3", "R&amp;D", "a <", "<3"])("%j stays as it is", (text) => {
  expect(stripHtml(text)).toBe(text);
});

test("a text without angle brackets stays as it is", () => {
  fc.assert(
    fc.property(
      fc.string().map((text) => text.replaceAll("<", "")),
      (text) => {
        expect(stripHtml(text)).toBe(text);
      },
    ),
    { seed: 12 },
  );
});

test("what was stripped once, and what was stripped again, are the same", () => {
  const markup = fc.constantFrom("<", ">", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "a", " ", "/");
  const texts = fc.array(markup, { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(stripHtml(stripHtml(text))).toBe(stripHtml(text));
    }),
    { seed: 12 },
  );
});
