import { DECLARED } from "../../../../provider/src/lifecycle/model/propertyTable";
import {
  BASE_URL,
  BOOLEAN,
  CONFIGURATION,
  NAME,
  NUMBER,
  TAGS,
  TEXT,
} from "../../../../provider/src/lifecycle/model/types";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

const events = DECLARED.events.type;

const ANY = ["a", 1, true, null, undefined, ["a"], { a: 1 }];

test.each([
  ["text", TEXT, ["a"]],
  ["number", NUMBER, [1]],
  ["boolean", BOOLEAN, [true]],
  ["list of tags", TAGS, [["a"]]],
  ["map of configuration keys", CONFIGURATION, [{ a: 1 }]],
])("a %s reads its own type alone", (_, type, own) => {
  expect(ANY.map((value: unknown): unknown => type.read(value)).filter((value) => value !== undefined)).toEqual(own);
});

test("of a list only texts are read", () => {
  expect(TAGS.read(["a", 1, null, ["b"], "c", ""])).toEqual(["a", "c", ""]);
  expect(TAGS.read([])).toEqual([]);
});

test("of a map of configuration keys only texts, numbers and flags are read", () => {
  expect(CONFIGURATION.read({ a: "x", b: 0, c: false, d: null, e: {}, f: [] })).toEqual({ a: "x", b: 0, c: false });
  expect(CONFIGURATION.read({})).toEqual({});
});

test("a list is neither a map of configuration keys nor events", () => {
  expect([CONFIGURATION.read(["a"]), events.read(["a"])]).toEqual([undefined, undefined]);
});

test("events without a URL have an empty one, and hold nothing that has another type", () => {
  expect(events.read({ pollIntervalMinutes: "5", basicAuth: [], pollers: "p", signatureKey: 1 })).toStrictEqual({
    callbackUrl: "",
  });
  expect(events.read({ callbackUrl: UNKNOWN, basicAuth: {} })).toStrictEqual({
    callbackUrl: "",
    basicAuth: { username: "", password: "" },
  });
});

test.each([
  ["Platform.example", "https://platform.example/elements/api-v2"],
  ["https://platform.example/elements/api-v2/", "https://platform.example/elements/api-v2"],
  ["http://far.example", "http://far.example"],
  ["", ""],
])("the base URL %j is read as %j", (recorded, expected) => {
  expect(BASE_URL.read(recorded)).toBe(expected);
});

test("a base URL of another type is not known", () => {
  expect(BASE_URL.read(1)).toBeUndefined();
});

test.each([
  ["crm", "crm", true],
  ["<b>crm</b>", "crm", true],
  ["crm", "<i>crm</i>", true],
  ["crm", "CRM", false],
  ["crm", "crm ", false],
  ["", "", true],
])("the names %j and %j are the same on the platform: %j", (a, b, same) => {
  expect(NAME.same(a, b)).toBe(same);
});
