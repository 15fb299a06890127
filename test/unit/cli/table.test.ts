import { plain, table } from "../../../provider/src/cli/table";

test("columns are as wide as their widest cell, and lines end without spaces", () => {
  expect(
    table(
      ["ID", "NAME"],
      [
        ["1", "crm"],
        ["12345", ""],
      ],
    ),
  ).toBe("ID     NAME\n1      crm\n12345\n");
});

test("where a table does not fit, the widest column is cut, never the id", () => {
  const printed = table(["ID", "NAME"], [["1".repeat(20), "a name that is long"]], 32);
  expect(printed.split("\n")[1]).toBe(`${"1".repeat(20)}  a name th…`);
});

test("on a terminal that is too narrow, columns keep a readable minimum width", () => {
  expect(table(["ID", "NAME"], [["12345", "a name that is long"]], 5)).toBe("ID     NAME\n12345  a name …\n");
});

test("a character outside the basic plane counts as one, and is not cut in two", () => {
  expect(table(["ID", "NAME"], [["1", "🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀"]], 12)).toBe("ID  NAME\n1   🚀🚀🚀🚀🚀🚀🚀…\n");
});

test("control characters are removed", () => {
  expect(plain("a\u001b[31mb\u0007c\nd\u009be\u202ef")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(plain("two\r\n lines")).toBe("two lines");
});
