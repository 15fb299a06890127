import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import {
  configurationInEffect,
  declaredConfiguration,
  fullConfiguration,
  sameValue,
} from "../../../../provider/src/lifecycle/model/configuration";
import { inputs } from "../setUp";

const MASK = "********";
const POLLERS = "event.poller.configuration";

describe("declaredConfiguration", () => {
  test("is empty where nothing is declared", () => {
    expect(declaredConfiguration({})).toStrictEqual({});
  });

  test("holds keys of configuration and of events, all as texts, and never the two keys of Act! 365", () => {
    const declared = inputs({
      configuration: { "pagination.max": 50, "filter.response.nulls": false, "own.key": "" },
      events: { callbackUrl: "https://receiver.example" },
    });
    expect(declaredConfiguration(declared)).toStrictEqual({
      "pagination.max": "50",
      "filter.response.nulls": "false",
      "own.key": "",
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://receiver.example",
    });
  });
});

describe("fullConfiguration", () => {
  const declared = inputs({ configuration: { "pagination.max": 50 } });
  const { apiKey: username, developerKey: password } = declared.credentials;

  test("is the two keys and what is declared", () => {
    expect(fullConfiguration(ACT_365, declared)).toStrictEqual({ username, password, "pagination.max": "50" });
    expect(fullConfiguration(ACT_365, inputs({ ...declared.credentials, configuration: undefined }))).toStrictEqual({
      username,
      password,
    });
  });

  test("resets keys that are no longer declared: to the default, or to null", () => {
    const before = {
      configuration: { "pagination.max": 10, "pagination.type": "page", "own.key": "1", toString: "2" },
      events: { callbackUrl: "https://receiver.example", pollIntervalMinutes: 5 },
    };
    expect(fullConfiguration(ACT_365, declared, before)).toStrictEqual({
      username,
      password,
      "pagination.max": "50",
      "pagination.type": "offset",
      "own.key": null,
      toString: null,
      "event.notification.enabled": "false",
      "event.vendor.type": "polling",
      "event.notification.callback.url": null,
      "event.poller.refresh_interval": "15",
    });
  });

  test("resets single properties of events", () => {
    const callbackUrl = "https://receiver.example";
    const now = inputs({ ...declared.credentials, configuration: undefined, events: { callbackUrl } });
    expect(fullConfiguration(ACT_365, now, { events: { callbackUrl, pollIntervalMinutes: 5 } })).toMatchObject({
      "event.notification.enabled": "true",
      "event.poller.refresh_interval": "15",
    });
  });

  test("takes the two keys from their own inputs, whatever configuration holds", () => {
    const odd = inputs({ ...declared.credentials, configuration: { username: "a", password: "b" } });
    expect(fullConfiguration(ACT_365, odd)).toStrictEqual({ username, password });
  });
});

describe("sameValue", () => {
  test.each([
    ["pagination.max", "50", "50", true],
    ["pagination.max", undefined, undefined, true],
    ["pagination.max", "50", undefined, false],
    ["pagination.max", "50", "50 ", false],
    ["own.key", '{"a":1}', '{ "a": 1 }', false],
    [POLLERS, '{"a":1,"b":2}', '{ "b": 2, "a": 1 }', true],
    [POLLERS, '{"a":1}', '{"a":2}', false],
    [POLLERS, "no json", "no json", true],
    [POLLERS, "no json", "no  json", false],
    [POLLERS, '{"a":1}', "no json", false],
    [POLLERS, "null", undefined, false],
    [POLLERS, undefined, "null", false],
  ])("of %s: %j and %j", (key, a, b, same) => {
    expect(sameValue(ACT_365, key, a, b)).toBe(same);
  });
});

describe("configurationInEffect", () => {
  test("is undefined where nothing is declared, whatever the platform has", () => {
    expect(configurationInEffect(ACT_365, undefined, { "pagination.max": "50" })).toBeUndefined();
  });

  test.each([
    [
      "the declared spelling of the same value",
      { "pagination.max": 50 },
      { "pagination.max": "50" },
      { "pagination.max": 50 },
    ],
    ["the platform's other value", { "pagination.max": 50 }, { "pagination.max": "99" }, { "pagination.max": "99" }],
    ["not an unset key", { "pagination.max": 50, a: 1 }, { "pagination.max": null, a: "1" }, { a: 1 }],
    ["a declared value behind a mask", { "own.password": "x" }, { "own.password": MASK }, { "own.password": "x" }],
    ["a declared value that the response does not hold", { "own.key": 1 }, {}, { "own.key": 1 }],
    ["no key that is not declared", {}, { "pagination.max": "99" }, {}],
    [
      "the declared spelling of the same JSON",
      { [POLLERS]: '{"a":1}' },
      { [POLLERS]: '{ "a": 1 }' },
      { [POLLERS]: '{"a":1}' },
    ],
    ["no property that objects inherit", { toString: "1" }, {}, { toString: "1" }],
    ["an empty text", { "own.key": "a" }, { "own.key": "" }, { "own.key": "" }],
  ])("is %s", (_, declared, found, expected) => {
    expect(configurationInEffect(ACT_365, declared, found)).toStrictEqual(expected);
  });
});
