import fc from "fast-check";
import { parseInstance } from "../../../provider/src/platform/instance";
import { canary } from "../../support/canary";

/** The platform's example response, shortened. */
const response = () => ({
  id: 12345,
  name: "INSTANCE_NAME",
  createdDate: "2019-12-11T07:30:43Z",
  token: canary("token"),
  elementId: 7213,
  tags: ["Docs"],
  valid: true,
  disabled: false,
  maxCacheSize: 0,
  configuration: { username: canary("apiKey"), password: "********", "instance.variables": null },
  organizationId: 1190,
  accountId: 11111,
  userId: 22222,
  element: { id: 7213, name: "Act! 365", key: "actessentials", hub: "crm" },
});

test("a complete response is read completely", () => {
  const { token, configuration, ...rest } = response();
  expect(parseInstance({ ...rest, token, configuration })).toEqual({
    id: "12345",
    name: "INSTANCE_NAME",
    token,
    tags: ["Docs"],
    configuration,
    disabled: false,
    valid: true,
    createdDate: "2019-12-11T07:30:43Z",
    elementId: 7213,
    elementKey: "actessentials",
    organizationId: 1190,
    accountId: 11111,
  });
});

test("a response with an id alone is an instance of which nothing else is known", () => {
  expect(parseInstance({ id: 1 })).toEqual({ id: "1" });
});

test.each<[string, unknown, string]>([
  ["a number", 1, "1"],
  ["the largest safe number", Number.MAX_SAFE_INTEGER, "9007199254740991"],
  ["digits", "12345", "12345"],
  ["more digits than a number holds", "9007199254740993", "9007199254740993"],
  ["31 digits", `1${"0".repeat(30)}`, `1${"0".repeat(30)}`],
])("an id may be %s", (_, id, expected) => {
  expect(parseInstance({ id })?.id).toBe(expected);
});

test.each<[string, unknown]>([
  ["missing", undefined],
  ["null", null],
  ["zero", 0],
  ["negative", -1],
  ["a fraction", 1.5],
  ["a number that JSON had to round", 9007199254740992],
  ["no number", Number.NaN],
  ["infinite", Number.POSITIVE_INFINITY],
  ["true", true],
  ["empty", ""],
  ["digits with a leading zero", "012"],
  ["a sign", "-12"],
  ["text", "abc"],
  ["digits and text", "12abc"],
  ["digits and a line break", "12\n"],
  ["a path", "1/../2"],
  ["32 digits", `1${"0".repeat(31)}`],
  ["a list", [1]],
])("without a usable id there is no instance: %s", (_, id) => {
  expect(parseInstance({ ...response(), id })).toBeUndefined();
});

test.each<[unknown]>([[undefined], [null], ["12345"], [12345], [[{ id: 1 }]], [true]])("%j is no instance", (value) => {
  expect(parseInstance(value)).toBeUndefined();
});

test("a member of an unexpected type counts as missing", () => {
  const strange = {
    id: 1,
    name: 5,
    token: { value: "x" },
    tags: "sales",
    configuration: ["a"],
    disabled: "no",
    valid: 1,
    createdDate: "last week",
    elementId: "act",
    element: "actessentials",
    organizationId: null,
    accountId: [11111],
  };
  expect(parseInstance(strange)).toEqual({ id: "1" });
});

test("an empty or masked token counts as missing, an empty name does not", () => {
  expect(parseInstance({ id: 1, token: "", name: "" })).toEqual({ id: "1", name: "" });
  expect(parseInstance({ id: 1, token: "********" })).toEqual({ id: "1" });
});

test.each([
  ["2019-12-11T07:30:43Z", "2019-12-11T07:30:43Z"],
  ["2019-12-11T07:30:43.123+01:00", "2019-12-11T07:30:43.123+01:00"],
  ["2019-12-11T07:30:43.123+0000", "2019-12-11T07:30:43.123Z"],
  ["at 2019-12-11T07:30:43Z", undefined],
  ["2019-12-11T07:30:43Z or so", undefined],
  [1576049443000, "2019-12-11T07:30:43.000Z"],
  [1e300, undefined],
  [null, undefined],
  [true, undefined],
])("the date %j is RFC 3339 as %s", (createdDate, expected) => {
  expect(parseInstance({ id: 1, createdDate })?.createdDate).toBe(expected);
});

test.each([
  [1190, 1190],
  ["1190", 1190],
  [0, 0],
  ["", undefined],
  ["1e3", undefined],
  ["11 90", undefined],
  [11.5, undefined],
  ["99999999999999999999", undefined],
])("the organization id %j is read as %j", (organizationId, expected) => {
  expect(parseInstance({ id: 1, organizationId })?.organizationId).toBe(expected);
});

test.each<[unknown, boolean | undefined]>([
  [true, true],
  [false, false],
  ["true", true],
  ["false", false],
  ["TRUE", undefined],
  [0, undefined],
])("the flag %j is read as %j", (flag, expected) => {
  expect(parseInstance({ id: 1, valid: flag, disabled: flag })).toEqual({
    id: "1",
    valid: expected,
    disabled: expected,
  });
});

test("tags may be texts or objects with a name; others are left out", () => {
  const tags = ["a", { id: 12, name: "b" }, 5, null, { id: 13 }, ["c"], { name: 6 }, ""];
  expect(parseInstance({ id: 1, tags })?.tags).toEqual(["a", "b", ""]);
});

test("the element's id is taken from the element where the instance has none", () => {
  expect(parseInstance({ id: 1, element: { id: 7213, key: 5 } })).toEqual({ id: "1", elementId: 7213 });
  expect(parseInstance({ id: 1, elementId: 1, element: { id: 2 } })?.elementId).toBe(1);
});

test("numbers that are not finite count as missing", () => {
  expect(parseInstance({ id: 1, accountId: Number.POSITIVE_INFINITY, organizationId: Number.NaN })).toEqual({
    id: "1",
  });
});

test("values of the configuration are texts or null, whatever the platform sent", () => {
  const configuration = { a: "x", b: null, c: true, d: 15, e: { f: [1] }, g: "", h: undefined };
  expect(parseInstance({ id: 1, configuration })?.configuration).toEqual({
    a: "x",
    b: null,
    c: "true",
    d: "15",
    e: '{"f":[1]}',
    g: "",
    h: null,
  });
});

test("a configuration key may bear the name of JavaScript's prototype", () => {
  const value: unknown = JSON.parse('{"id": 1, "configuration": {"__proto__": "x", "constructor": "y"}}');
  const configuration = parseInstance(value)?.configuration ?? {};
  expect(Object.entries(configuration)).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
  expect(Object.getPrototypeOf(configuration)).toBe(Object.prototype);
});

test("a value nested too deeply to be read does not lose the id", () => {
  const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const deep: unknown = JSON.parse(text);
  const instance = parseInstance({ id: 1, configuration: { a: deep }, tags: deep });
  expect([instance?.id, instance?.tags]).toEqual(["1", []]);
  // Node.js 26 writes JSON without recursion, so there the value is kept as its text.
  const kept = instance?.configuration?.["a"];
  expect(kept === null || kept === text).toBe(true);
});

test("no JSON makes it throw, and an id is given only if it is safe in a path", () => {
  const keys = [
    "id",
    "name",
    "token",
    "tags",
    "configuration",
    "disabled",
    "valid",
    "createdDate",
    "elementId",
    "element",
  ];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), fc.integer(), fc.integer().map(String))),
  );
  let parsed = 0;
  fc.assert(
    fc.property(value, (json) => {
      const instance = parseInstance(JSON.parse(JSON.stringify(json)));
      if (instance === undefined) return;
      parsed += 1;
      expect(instance.id).toMatch(/^[1-9]\d{0,30}$/);
      expect(instance.tags ?? []).toEqual((instance.tags ?? []).map(String));
      for (const item of Object.values(instance.configuration ?? {}))
        expect(item === null || typeof item === "string").toBe(true);
    }),
    { seed: 20, numRuns: 1_000 },
  );
  expect(parsed).toBeGreaterThan(30);
});
