import { Replacements } from "../../../provider/src/plugin/replacements";

const [CRM, OTHER] = ["urn::crm", "urn::other"];

/** An up whose diff is repeated. */
function diffedTwice(log: Replacements): void {
  log.diffed(CRM, "1", true);
  log.diffed(CRM, "1", false);
}

test.each<[string, (log: Replacements) => void, boolean]>([
  ["no diff", () => undefined, false],
  ["a diff with changes", (log) => log.diffed(CRM, "1", true), true],
  ["a diff without changes", (log) => log.diffed(CRM, "1", false), false],
  ["a diff with changes, and one without", diffedTwice, false],
  ["a diff with changes of another instance", (log) => log.diffed(CRM, "2", true), false],
  ["a diff with changes of another declaration", (log) => log.diffed(OTHER, "1", true), false],
])("after %s, a deletion makes room for its successor or not", (_, before, expected) => {
  const log = new Replacements();
  before(log);
  expect(log.deletesFirst(CRM, "1")).toBe(expected);
});

test("after an update or a creation, a deletion is that of a leftover", () => {
  const log = new Replacements();
  log.diffed(CRM, "1", true);
  log.writeBegins(OTHER);
  expect(log.deletesFirst(CRM, "1")).toBe(true);
  log.writeBegins(CRM);
  expect(log.deletesFirst(CRM, "1")).toBe(false);
});
