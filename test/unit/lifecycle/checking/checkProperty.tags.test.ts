import { checkProperty } from "../../../../provider/src/lifecycle/checking/checkProperty";
import { DECLARED } from "../../../../provider/src/lifecycle/model/propertyTable";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

const checkTags = (tags: unknown) => checkProperty("tags", DECLARED.tags, tags);

test.each([undefined, null, UNKNOWN, [], [UNKNOWN]])("%j has no failures", (tags) => {
  expect(checkTags(tags)).toEqual([]);
});

test.each(["sales", 1, {}, true])("%j is no list of tags", (tags) => {
  expect(checkTags(tags)).toEqual([{ input: "tags", reason: 'tags must be a list of strings, such as ["sales"]' }]);
});

test.each([
  [1, "must be a string"],
  [null, "must be a string"],
  [["a"], "must be a string"],
  ["", "is empty (the platform strips HTML tags from it)"],
  [" ", "is empty (the platform strips HTML tags from it)"],
  ["<i></i>", "is empty (the platform strips HTML tags from it)"],
  ["pulumi:", 'begins with "pulumi:", which is reserved for owner tags; name it differently'],
  ["pulumi:a/b/c:0123456789", 'begins with "pulumi:", which is reserved for owner tags; name it differently'],
  ["<i>pulumi</i>:a", 'begins with "pulumi:", which is reserved for owner tags; name it differently'],
])("tags may not hold %j, and the failure names its index", (tag, problem) => {
  expect(checkTags(["a", tag, "b"])).toEqual([{ input: "tags[1]", reason: `tags[1] ${problem}` }]);
});

test.each([[[]], [["a", "a"]], [["a pulumi:"]], [["Pulumi:a"]], [["pulumi"]], [["<3", "a@b"]]])(
  "tags may be %j",
  (tags) => {
    expect(checkTags(tags)).toEqual([]);
  },
);

test("each wrong tag has its own failure", () => {
  expect(checkTags(["", "a", 1]).map(({ reason }) => reason.split(" ")[0])).toEqual(["tags[0]", "tags[2]"]);
});
