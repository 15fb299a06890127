import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import {
  baseUrl,
  boolean,
  configuration,
  events,
  number,
  text,
  texts,
} from "../../../../provider/src/lifecycle/model/values";

const ANY = ["a", 1, true, null, undefined, ["a"], { a: 1 }];

test.each([
  [text, ["a"]],
  [number, [1]],
  [boolean, [true]],
  [texts, [["a"]]],
  [configuration, [{ a: 1 }]],
])("%p accepts only values of its own type", (read, own) => {
  expect(ANY.map((value: unknown): unknown => read(value)).filter((value) => value !== undefined)).toEqual(own);
});

test("a list is read as its texts; items of other types are left out", () => {
  expect(texts(["a", 1, null, ["b"], "c", ""])).toEqual(["a", "c", ""]);
  expect(texts([])).toEqual([]);
});

test("a map of configuration keys is read as its texts, numbers and booleans", () => {
  expect(configuration({ a: "x", b: 0, c: false, d: null, e: {}, f: [] })).toEqual({ a: "x", b: 0, c: false });
  expect(configuration({})).toEqual({});
});

test("a list is neither a map of configuration keys nor events", () => {
  expect([configuration(["a"]), events(["a"])]).toEqual([undefined, undefined]);
});

test("events without a URL have an empty one, and hold nothing that has another type", () => {
  expect(events({ pollIntervalMinutes: "5", basicAuth: [], pollers: "p", signatureKey: 1 })).toStrictEqual({
    callbackUrl: "",
  });
  expect(events({ callbackUrl: UNKNOWN, basicAuth: {} })).toStrictEqual({
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
  expect(baseUrl(recorded)).toBe(expected);
});

test("a base URL of another type is not known", () => {
  expect(baseUrl(1)).toBeUndefined();
});
