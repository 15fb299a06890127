import { constantName, Names, resourceName } from "../../../../provider/src/cli/importing/names";

test.each([
  ["Sales CRM", "Sales-CRM"],
  ["Büro Zürich", "Buro-Zurich"],
  ["a::b/c", "a-b-c"],
  ["  --x.. ", "x"],
  ["営業", "instance"],
  ["", "instance"],
])("an instance named %j becomes the resource %s", (name, expected) => {
  expect(resourceName(name)).toBe(expected);
});

test.each([
  ["Sales-CRM", "salesCRM"],
  ["class", "instanceClass"],
  ["pulumi", "instancePulumi"],
  ["globalThis", "instanceGlobalThis"],
  ["365-crm", "instance365Crm"],
  ["__proto__", "proto"],
  ["営業", "instance"],
])("the constant of the resource %s is %s", (name, expected) => {
  expect(constantName(name)).toBe(expected);
});

test("each name is used once, even if an instance's own name looks like one that was made unique", () => {
  const names = new Names(["crm"]);
  const given = ["crm", "crm-7", "crm", "constructor"].map((name) => names.unique(name, "-7"));
  expect(given).toEqual(["crm-7", "crm-7-7", "crm-7-72", "constructor"]);
});
