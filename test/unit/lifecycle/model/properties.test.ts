import fc from "fast-check";
import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import {
  ADDED_NAMES,
  credentialNames,
  declaredNames,
  inputsOf,
  OUTPUT_NAMES,
  type Properties,
  parseInputs as parseInputsOf,
  parseState as parseStateOf,
  plainProperties,
  secretNames,
  withDefaults,
} from "../../../../provider/src/lifecycle/model/properties";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../../support/canary";
import { BASE_URL, inputs, setUp, stateFor, without } from "../setUp";

const settings = { seed: 365, numRuns: 300 };

const parseInputs = (properties: Properties) => parseInputsOf(properties, ACT_365);
const parseState = (properties: Properties) => parseStateOf(properties, ACT_365);

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
  });
  return {
    declared,
    state: stateFor(declared, setUp().platform.add(), { sendCredentialsAgain: true, external: true }),
  };
}

const onTheWire = (value: ReturnType<typeof parseInputs> | ReturnType<typeof parseState>) =>
  JSON.parse(JSON.stringify(plainProperties(value)));

test("a whole declaration survives the trip through the engine", () => {
  const { declared } = whole();
  expect(parseInputs(onTheWire(declared))).toStrictEqual(declared);
});

test("a whole state survives the trip through the engine", () => {
  const { state } = whole();
  expect(parseState(onTheWire(state))).toStrictEqual(state);
});

test("inputs hold no outputs, and unknown properties are left out", () => {
  const { declared, state } = whole();
  const more = { ...onTheWire(state), __provider: "exports", somethingElse: 1 };
  expect(parseInputs(more)).toStrictEqual(declared);
  expect(parseState(more)).toStrictEqual(state);
});

test("the base URL of a state is normalized; an invalid one stays as it is", () => {
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

test("no properties are an empty state, and a declaration without name and keys", () => {
  expect(parseState({})).toStrictEqual({ credentials: {} });
  expect(parseInputs({})).toStrictEqual({ name: "", tags: [], enabled: true, verify: false, credentials: {} });
});

test("an incomplete state is read as far as it goes", () => {
  expect(parseState({ name: "crm", valid: true })).toStrictEqual({ name: "crm", valid: true, credentials: {} });
});

test("a property of another type counts as not given", () => {
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
    sendCredentialsAgain: "true",
    external: 1,
    seenBy: 2,
    credentials: { apiKey: "nested" },
  };
  expect(parseState(odd)).toStrictEqual({ credentials: {} });
});

test("of tags, configuration and events the parts of another type are left out", () => {
  const parsed = parseState({
    tags: ["a", 1, null, "b", ["c"]],
    configuration: { a: 1, b: null, c: {}, d: [], e: "e", f: true },
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
    events: { callbackUrl: "" },
    credentials: {},
  });
});

test("basic authentication without its parts is empty, but there", () => {
  expect(parseState({ events: { callbackUrl: "u", basicAuth: { username: 1 } } })).toStrictEqual({
    events: { callbackUrl: "u", basicAuth: { username: "", password: "" } },
    credentials: {},
  });
});

test("whatever the engine sends is parsed, to a result that parses to itself and has no undefined properties", () => {
  const key = fc.constantFrom(...Object.keys(onTheWire(whole().state)), "username", "credentials");
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(fc.dictionary(key, value), (properties) => {
      const state = parseState(properties);
      expect(onTheWire(state)).toStrictEqual(onTheWire(parseState(onTheWire(state))));
      expect(Object.values(state)).not.toContain(undefined);
      const declared = parseInputs(properties);
      expect(onTheWire(parseInputs(onTheWire(declared)))).toStrictEqual(onTheWire(declared));
      expect(typeof declared.name).toBe("string");
      expect(Array.isArray(declared.tags)).toBe(true);
    }),
    settings,
  );
});

describe("the defaults", () => {
  test("are pinned", () => {
    expect(withDefaults({ name: "crm" })).toStrictEqual({ name: "crm", tags: [], enabled: true, verify: false });
  });

  test("apply to what is not given, and never to the name", () => {
    const given = { apiKey: "a", tags: undefined, enabled: null };
    expect(withDefaults(given)).toStrictEqual({ apiKey: "a", tags: [], enabled: true, verify: false });
    expect(withDefaults({ name: null })).not.toHaveProperty("name");
  });

  test("yield to what is given, even if it is false, empty or not known yet", () => {
    const given = { tags: [], enabled: false, verify: UNKNOWN, other: "" };
    expect(withDefaults(given)).toStrictEqual(given);
  });
});

describe("inputs out of a state", () => {
  const { declared, state } = whole();

  test("are the inputs alone: an output or a mark among them would be printed by the next preview", () => {
    expect(inputsOf(state)).toStrictEqual(onTheWire(declared));
  });

  test("hold only what the state knows", () => {
    const token = canary("token");
    expect(inputsOf({ credentials: {}, token, baseUrl: BASE_URL })).toStrictEqual({});
    const [apiKey] = [canary("apiKey")];
    expect(inputsOf({ ...without(state, "tags"), credentials: { apiKey } })).toStrictEqual({
      ...without(onTheWire(declared), "tags", "developerKey"),
      apiKey,
    });
  });
});

describe("plain properties", () => {
  test("hold the credentials beside the others, as programs name them", () => {
    const credentials = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
    expect(plainProperties({ name: "crm", tags: [], credentials })).toStrictEqual({
      name: "crm",
      tags: [],
      ...credentials,
    });
  });

  test("are JSON without what JSON cannot hold", () => {
    const configuration = JSON.parse('{"a":1}');
    const pollers = { a: undefined, b: [undefined], c: null };
    const events = { callbackUrl: "u", pollers };
    expect(plainProperties({ credentials: {}, configuration, events })).toStrictEqual({
      configuration: { a: 1 },
      events: { callbackUrl: "u", pollers: { b: [null], c: null } },
    });
  });
});

test("the names of properties are pinned: programs, states and the documentation have them", () => {
  expect(declaredNames(ACT_365)).toEqual([
    "name",
    "apiKey",
    "developerKey",
    "tags",
    "enabled",
    "events",
    "configuration",
    "verify",
    "adoptId",
  ]);
  expect(ADDED_NAMES).toEqual(["ownerTag", "declaredBy"]);
  expect(OUTPUT_NAMES).toEqual([
    "instanceId",
    "token",
    "elementId",
    "organizationId",
    "accountId",
    "createdDate",
    "valid",
    "baseUrl",
  ]);
  expect(credentialNames(ACT_365)).toEqual(["apiKey", "developerKey"]);
  expect(secretNames(ACT_365)).toEqual(["token", "apiKey", "developerKey"]);
});

test("a state of an earlier version, which names the mark otherwise, is read as before", () => {
  expect(parseState({ credentialsPending: true }).sendCredentialsAgain).toBe(true);
  expect(parseState({ credentialsPending: true })).not.toHaveProperty("credentialsPending");
});
