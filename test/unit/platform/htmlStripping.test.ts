import { Script } from "node:vm";
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

test("stripping twice changes nothing more", () => {
  const markup = fc.constantFrom("<", ">", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "a", " ", "/");
  const texts = fc.array(markup, { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(stripHtml(stripHtml(text))).toBe(stripHtml(text));
    }),
    { seed: 12 },
  );
});

/** The same by plain expressions, whose work grows with the square of the length. */
function plainly(text: string): string {
  const markup = [/<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi, /<!--[\s\S]*?-->/g, /<\/?[a-z!][^<>]*>/gi];
  for (let rest = text; ; ) {
    const stripped = markup.reduce((remaining, each) => remaining.replace(each, ""), rest);
    if (stripped === rest) return rest;
    rest = stripped;
  }
}

test("markup of every kind, in and around each other, is taken out as plain expressions would", () => {
  const pieces = [
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "--",
    "!",
    "<script",
    "<SCRIPT>",
    "</script >",
    "<style x>",
    "</style>",
  ];
  const markup = fc.constantFrom(...pieces, "<b>", "</b", "script", "style", "a", " ", "/", "\n");
  const texts = fc.array(markup, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(stripHtml(text)).toBe(plainly(text));
    }),
    { seed: 12, numRuns: 20_000 },
  );
});

const nested = (layers: number) => "<b".repeat(layers) + ">".repeat(layers);

test("fifty layers of markup are taken out; of more, what opens them", () => {
  expect(stripHtml(nested(49))).toBe("");
  expect(stripHtml(`x${nested(52)}y`)).toBe("xbb>>y");
});

test.each([
  ["comments that do not end", "<!--"],
  ["scripts that do not end", "<script>"],
  ["styles and scripts that do not end", "<style><script>"],
  ["ends of scripts", "</script "],
  ["ends of comments", "-->"],
  ["tags that do not end", "<b "],
])("a million characters of %s take no more than a moment", (_, piece) => {
  const strip = new Script("strip(text)");
  const text = piece.repeat(1_000_000 / piece.length);
  // Some milliseconds; in proportion to the square of the length, it would be minutes. The engine ends it by itself.
  expect(strip.runInNewContext({ strip: stripHtml, text }, { timeout: 20_000 })).toEqual(expect.any(String));
});

test("a hundred thousand layers of tags take no more than a moment", () => {
  const strip = new Script("strip(text)");
  const context = { strip: stripHtml, text: nested(100_000) };
  expect(strip.runInNewContext(context, { timeout: 20_000 })).toEqual(expect.any(String));
});
