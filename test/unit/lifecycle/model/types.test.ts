import { DECLARED } from "../../../../provider/src/lifecycle/model/propertyTable";
import {
  BASE_URL,
  BOOLEAN,
  CONFIGURATION,
  MINUTES,
  NAME,
  NUMBER,
  POLLERS,
  TAGS,
  TEXT,
  WEB_URL,
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

test.each([
  ["text", TEXT, "a", 1, "must be a string"],
  ["number", NUMBER, 1, "1", "must be a number"],
  ["number of minutes", MINUTES, 1, 0, "must be a whole number of minutes, at least 1"],
  ["boolean", BOOLEAN, false, "false", "must be true or false"],
])("a %s has a problem only where it is something else", (_, type, right, wrong, problem) => {
  expect([type.problem(right), type.problem(wrong)]).toEqual([undefined, problem]);
});

test.each([
  ["http://receiver.example", true],
  ["https://receiver.example/e?x=1", true],
  ["ftp://receiver.example", false],
  ["httpsx://receiver.example", false],
  ["receiver.example", false],
  [undefined, false],
])("the callback URL %j is right: %j", (url, right) => {
  expect(WEB_URL.problem(url) === undefined).toBe(right);
});

test("the platform's texts are read as what they stand for", () => {
  expect([BOOLEAN.fromText("true"), BOOLEAN.fromText("false"), BOOLEAN.fromText("TRUE")]).toEqual([true, false, false]);
  expect(TAGS.fromText("sales")).toEqual(["sales"]);
  expect([NUMBER.fromText("5"), NUMBER.fromText(" "), NUMBER.fromText("often")]).toEqual([5, undefined, undefined]);
  expect([POLLERS.fromText('{"a":1}'), POLLERS.fromText('"abc"'), POLLERS.fromText("null")]).toEqual([
    { a: 1 },
    {},
    {},
  ]);
});

test("numbers are the same only if they are equal", () => {
  expect([NUMBER.same(5, 5), NUMBER.same(5, 6)]).toEqual([true, false]);
});
