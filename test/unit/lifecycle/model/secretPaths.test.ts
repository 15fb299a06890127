import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { pathText, valueAt } from "../../../../provider/src/lifecycle/model/paths";
import { formerPaths, markSecrets, secretPaths } from "../../../../provider/src/lifecycle/model/secretPaths";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

const marked = (properties: Record<string, unknown>) =>
  markSecrets(properties, secretPaths(properties, ACT_365), (secret) => `<${secret}>`);

describe("the secrets of an instance", () => {
  test("are its token, its keys, the credentials of its events, and configuration keys that hold credentials", () => {
    const configuration = { "instance.variables": "v", "my.password": "p", "pagination.max": 9 };
    expect(secretPaths({ configuration }, ACT_365).map(pathText)).toEqual([
      "token",
      "apiKey",
      "developerKey",
      "events.callbackHeaders",
      "events.basicAuth.password",
      "events.signatureKey",
      'configuration["instance.variables"]',
      'configuration["my.password"]',
    ]);
  });

  test("are marked, and nothing else is", () => {
    const basicAuth = { username: "u", password: "p" };
    expect(
      marked({
        name: "crm",
        token: "t",
        apiKey: "a",
        events: { callbackUrl: "c", callbackHeaders: "h", signatureKey: "s", basicAuth },
        configuration: { "my.password": false, "pagination.max": 9 },
      }),
    ).toStrictEqual({
      name: "crm",
      token: "<t>",
      apiKey: "<a>",
      events: {
        callbackUrl: "c",
        callbackHeaders: "<h>",
        signatureKey: "<s>",
        basicAuth: { username: "u", password: "<p>" },
      },
      configuration: { "my.password": "<false>", "pagination.max": 9 },
    });
  });

  test("include a callback URL with a query or a user, as often as these hold keys", () => {
    const paths = (callbackUrl: string) => secretPaths({ events: { callbackUrl } }, ACT_365).map(pathText);
    for (const url of ["https://r.example/?code=c", "https://user:pass@r.example"]) {
      expect(paths(url)).toContain("events.callbackUrl");
    }
    for (const url of ["https://r.example/act365", "?code=c"]) expect(paths(url)).not.toContain("events.callbackUrl");
  });

  test("leave the properties that were given as they are", () => {
    const given = Object.freeze({ events: Object.freeze({ signatureKey: "s" }) });
    marked(given);
    expect(given).toEqual({ events: { signatureKey: "s" } });
  });

  test("that are not given, or not known yet, are not marked: the engine would take the mark for a value", () => {
    for (const value of [undefined, null, UNKNOWN]) {
      const given = { apiKey: value, events: { signatureKey: value }, configuration: { "my.password": value } };
      expect(marked(given)).toStrictEqual(given);
      expect(marked({ events: value, configuration: value })).toStrictEqual({ events: value, configuration: value });
    }
  });

  test("of a wrong shape, which the check refuses, are left alone", () => {
    const given = { events: [{ signatureKey: "s" }], configuration: "text" };
    expect(marked(given)).toStrictEqual(given);
  });
});

describe("the value at a path", () => {
  test("is found at any depth", () => {
    expect(valueAt({ a: { b: { c: 1 } } }, ["a", "b", "c"])).toBe(1);
  });

  test("is undefined where nothing is", () => {
    expect(valueAt({ a: "text" }, ["a", "b"])).toBeUndefined();
    expect(valueAt({}, ["a", "b"])).toBeUndefined();
  });

  test("is not known if something above it is not", () => {
    expect(valueAt({ a: UNKNOWN }, ["a", "b"])).toBe(UNKNOWN);
  });
});

test("values under ordinary configuration keys that the inputs do not have may be secrets of the program", () => {
  const state = { configuration: { "my.note": "n", "my.other": "o", "pagination.max": 9, "my.password": "p" } };
  const former = (inputs: Record<string, unknown>) => formerPaths(state, inputs, ACT_365).map(pathText);
  expect(former({ configuration: { "my.other": "changed", "pagination.max": 9 } })).toEqual([
    'configuration["my.note"]',
    'configuration["my.other"]',
  ]);
  expect(former(state)).toEqual([]);
  expect(formerPaths({}, state, ACT_365)).toEqual([]);
});
