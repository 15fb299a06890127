import fc from "fast-check";
import { parseInputs, parseState, unknownNames } from "../../../../provider/src/lifecycle/model/properties";
import { canary } from "../../../support/canary";
import { UNKNOWN } from "../../../support/unknowns";
import { inputs, stage, stateFor } from "../stage";

const settings = { seed: 365, numRuns: 300 };

function whole() {
  const declared = inputs({
    enabled: false,
    events: {
      callbackUrl: "https://receiver.example",
      pollIntervalMinutes: 5,
      callbackHeaders: canary("headers"),
      basicAuth: { username: "hook", password: canary("password") },
      signatureKey: canary("signatureKey"),
      pollers: { todos: { url: "/todos", list: [1, null] } },
    },
    configuration: { "pagination.max": 50, "filter.response.nulls": false, "own.key": "" },
    verify: true,
    adoptId: "7",
    customTimeouts: { create: "1m", read: "2m", update: "3m", delete: "4m" },
  });
  return { declared, state: stateFor(declared, stage().platform.add(), { enabled: false }) };
}

const onTheWire = (value: object) => JSON.parse(JSON.stringify(value));

test("a whole declaration is what it was before the wire", () => {
  const { declared } = whole();
  expect(parseInputs(onTheWire(declared))).toStrictEqual(declared);
});

test("a whole state is what it was before the wire", () => {
  const { state } = whole();
  expect(parseState(onTheWire(state))).toStrictEqual(state);
});

test("inputs are no outputs, and what belongs to neither is left out", () => {
  const { declared, state } = whole();
  const more = { ...onTheWire(state), __provider: "exports", somethingElse: 1 };
  expect(parseInputs(more)).toStrictEqual(declared);
  expect(parseState(more)).toStrictEqual(state);
});

test("the base URL of a state comes in its one spelling, one that is none as it is", () => {
  expect(parseState({ baseUrl: "HTTPS://Platform.example/" }).baseUrl).toBe("https://platform.example/elements/api-v2");
  expect(parseState({ baseUrl: "http://far.example" }).baseUrl).toBe("http://far.example");
});

test("a configuration key may have any name", () => {
  const properties = JSON.parse('{"configuration":{"__proto__":"a","constructor":"b"}}');
  expect(Object.entries(parseInputs(properties).configuration ?? {})).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

test("nothing is an empty state, and a declaration without name and keys", () => {
  expect(parseState({})).toStrictEqual({});
  expect(parseInputs({})).toStrictEqual({ name: "", apiKey: "", developerKey: "" });
});

test("of an incomplete state only what is there is known", () => {
  expect(parseState({ name: "crm", valid: true })).toStrictEqual({ name: "crm", valid: true });
});

test("what has another type counts as not given", () => {
  const odd = {
    name: 1,
    apiKey: {},
    developerKey: [],
    tags: "sales",
    enabled: "true",
    events: "on",
    configuration: [],
    verify: 1,
    adoptId: 7,
    ownerTag: null,
    customTimeouts: "1m",
    instanceId: 7,
    token: null,
    elementId: "1",
    organizationId: "1",
    accountId: "1",
    createdDate: 0,
    valid: "true",
    baseUrl: 0,
  };
  expect(parseState(odd)).toStrictEqual({});
});

test("of tags, configuration, timeouts and events the parts of another type are left out", () => {
  const parsed = parseState({
    tags: ["a", 1, null, "b", ["c"]],
    configuration: { a: 1, b: null, c: {}, d: [], e: "e", f: true },
    customTimeouts: { create: "1m", read: 1, other: "1m" },
    events: {
      pollIntervalMinutes: "5",
      callbackHeaders: 1,
      basicAuth: "hook",
      signatureKey: null,
      pollers: [],
      other: 1,
    },
  });
  expect(parsed).toStrictEqual({
    tags: ["a", "b"],
    configuration: { a: 1, e: "e", f: true },
    customTimeouts: { create: "1m" },
    events: { callbackUrl: "" },
  });
});

test("basic authentication without its parts is empty, but there", () => {
  expect(parseState({ events: { callbackUrl: "u", basicAuth: { username: 1 } } })).toStrictEqual({
    events: { callbackUrl: "u", basicAuth: { username: "", password: "" } },
  });
});

test("whatever the engine sends is parsed, to something that parses to itself and has nothing undefined in it", () => {
  const key = fc.constantFrom(...Object.keys(whole().state), "username");
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(fc.dictionary(key, value), (properties) => {
      const state = parseState(properties);
      expect(onTheWire(state)).toStrictEqual(onTheWire(parseState(state as Record<string, unknown>)));
      expect(Object.values(state)).not.toContain(undefined);
      const declared = parseInputs(properties);
      expect(onTheWire(parseInputs(declared as unknown as Record<string, unknown>))).toStrictEqual(onTheWire(declared));
      expect([declared.name, declared.apiKey, declared.developerKey].map((text) => typeof text)).toEqual(
        Array(3).fill("string"),
      );
    }),
    settings,
  );
});

test("the names of what is not known yet, itself or inside, are told in order", () => {
  const properties = {
    name: UNKNOWN,
    apiKey: "known",
    tags: ["a", UNKNOWN],
    events: { basicAuth: { password: UNKNOWN } },
    enabled: true,
    [UNKNOWN]: "known",
  };
  expect(unknownNames(properties)).toEqual(["name", "tags", "events"]);
  expect(unknownNames({ apiKey: "known", nothing: null })).toEqual([]);
});
