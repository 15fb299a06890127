import { wrapped } from "../../../provider/src/cli/wrapped";

test("lines break at spaces, and begin at one column", () => {
  expect(wrapped("one two three four five six seven", 2, 26)).toBe("one two three four five\n  six seven");
});

test("a line may fill the terminal to its last column", () => {
  expect(wrapped("123456789 123456789 1234 6", 0, 24)).toBe("123456789 123456789 1234\n6");
});

test("a word that is longer than the line stays whole", () => {
  const url = `https://${"a".repeat(40)}`;
  expect(wrapped(`see ${url} there`, 1, 30)).toBe(`see\n ${url}\n there`);
});

test.each([[undefined], [30]])("with %s columns, a text far to the right stays one line", (columns) => {
  const text = "one two three four five six seven";
  expect(wrapped(text, 20, columns)).toBe(text);
});
