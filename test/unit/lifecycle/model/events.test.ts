import fc from "fast-check";
import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { EVENT_KEYS, eventKeys, eventsInEffect, keysSetBy } from "../../../../provider/src/lifecycle/model/events";
import type { EventsInEffect as Events } from "../../../../provider/src/lifecycle/model/propertyTable";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../../support/canary";

const MASK = "********";
const URL = "https://receiver.example/e";
const ON = { "event.notification.enabled": "true" };

test("the keys are pinned, as the official documentation has them", () => {
  expect(EVENT_KEYS).toStrictEqual([
    "event.notification.enabled",
    "event.vendor.type",
    "event.notification.callback.url",
    "event.poller.refresh_interval",
    "event.notification.callback.headers",
    "event.notification.basic.username",
    "event.notification.basic.password",
    "event.notification.signature.key",
    "event.poller.configuration",
  ]);
});

describe("eventKeys", () => {
  test("are empty without events", () => {
    expect(eventKeys(undefined)).toStrictEqual({});
  });

  test("are only those of the properties that are given", () => {
    expect(eventKeys({ callbackUrl: URL })).toStrictEqual({
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": URL,
    });
  });

  test("are one for each property, as texts", () => {
    const [headers, password, signatureKey] = [canary("headers"), canary("password"), canary("signatureKey")];
    expect(
      eventKeys({
        callbackUrl: URL,
        pollIntervalMinutes: 5,
        callbackHeaders: headers,
        basicAuth: { username: "hook", password },
        signatureKey,
        pollers: { todos: { url: "/todos" } },
      }),
    ).toStrictEqual({
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": URL,
      "event.poller.refresh_interval": "5",
      "event.notification.callback.headers": headers,
      "event.notification.basic.username": "hook",
      "event.notification.basic.password": password,
      "event.notification.signature.key": signatureKey,
      "event.poller.configuration": '{"todos":{"url":"/todos"}}',
    });
  });
});

describe("the keys that events set", () => {
  test.each([[undefined], [null], ["events"], [["events"]]])("are none where events are %j", (events) => {
    expect(keysSetBy(events)).toEqual([]);
  });

  test("are those of the parts that have a value, known or not, and the switches", () => {
    expect(keysSetBy({ callbackUrl: URL, signatureKey: null, basicAuth: { username: UNKNOWN } })).toEqual([
      "event.notification.enabled",
      "event.vendor.type",
      "event.notification.callback.url",
      "event.notification.basic.username",
    ]);
  });
});

describe("eventsInEffect", () => {
  test("are as declared where the response has no notification flag", () => {
    const declared: Events = { callbackUrl: URL };
    expect(eventsInEffect(ACT_365, declared, {})).toBe(declared);
    expect(eventsInEffect(ACT_365, undefined, { "event.notification.callback.url": URL })).toBeUndefined();
  });

  test.each(["false", null, "", "TRUE"])("are undefined where notification is %j", (enabled) => {
    expect(eventsInEffect(ACT_365, { callbackUrl: URL }, { "event.notification.enabled": enabled })).toBeUndefined();
  });

  test.each([
    ["webhooks", undefined],
    ["polling", { callbackUrl: URL }],
    [null, { callbackUrl: URL }],
    [undefined, { callbackUrl: URL }],
  ])("that are declared, and that somebody made %s, are %j", (vendorType, expected) => {
    const found = { ...ON, "event.notification.callback.url": URL };
    const made = vendorType === undefined ? found : { ...found, "event.vendor.type": vendorType };
    expect(eventsInEffect(ACT_365, { callbackUrl: URL }, made)).toEqual(expected);
  });

  test("that nobody declared are shown, whatever their type", () => {
    const found = { ...ON, "event.notification.callback.url": URL, "event.vendor.type": "webhooks" };
    expect(eventsInEffect(ACT_365, undefined, found)).toEqual({ callbackUrl: URL });
  });

  test("show notification that somebody turned on, with all that the platform does not mask", () => {
    const secrets = {
      "event.notification.callback.headers": canary("headers"),
      "event.notification.basic.username": "hook",
      "event.notification.basic.password": MASK,
      "event.notification.signature.key": canary("signatureKey"),
    };
    const shown = {
      ...ON,
      ...secrets,
      "event.notification.callback.url": URL,
      "event.poller.configuration": '{"a":1}',
    };
    const both = [
      eventsInEffect(ACT_365, undefined, { ...shown, "event.poller.refresh_interval": "15" }),
      eventsInEffect(ACT_365, undefined, { ...shown, "event.poller.refresh_interval": "5" }),
    ];
    expect(both).toStrictEqual([{ callbackUrl: URL }, { callbackUrl: URL, pollIntervalMinutes: 5 }]);
  });

  test.each<[string, string, string | null | undefined, Partial<Events>, unknown]>([
    ["callbackUrl", "callback.url", "https://theirs.example", {}, "https://theirs.example"],
    ["callbackUrl", "callback.url", undefined, {}, URL],
    ["callbackUrl", "callback.url", null, {}, ""],
    ["callbackUrl", "callback.url", MASK, {}, URL],
    ["callbackHeaders", "callback.headers", "theirs", { callbackHeaders: "ours" }, "theirs"],
    ["callbackHeaders", "callback.headers", MASK, { callbackHeaders: "ours" }, "ours"],
    ["callbackHeaders", "callback.headers", undefined, { callbackHeaders: "ours" }, "ours"],
    ["callbackHeaders", "callback.headers", null, { callbackHeaders: "ours" }, undefined],
    ["callbackHeaders", "callback.headers", "theirs", {}, undefined],
    ["signatureKey", "signature.key", "theirs", { signatureKey: "ours" }, "theirs"],
    ["signatureKey", "signature.key", MASK, { signatureKey: "ours" }, "ours"],
    ["signatureKey", "signature.key", undefined, { signatureKey: "ours" }, "ours"],
    ["signatureKey", "signature.key", null, { signatureKey: "ours" }, undefined],
    ["signatureKey", "signature.key", "theirs", {}, undefined],
  ])("have %s by event.notification.%s = %j and the declared %j", (name, key, value, declared, expected) => {
    const found = { ...ON, ...(value === undefined ? {} : { [`event.notification.${key}`]: value }) };
    const events = eventsInEffect(ACT_365, { callbackUrl: URL, ...declared }, found);
    expect(events?.[name as keyof Events]).toBe(expected);
    if (expected === undefined) expect(events).not.toHaveProperty(name);
  });

  test.each<[number | undefined, string | null | undefined, number | undefined]>([
    [5, "5", 5],
    [5, "60", 60],
    [5, undefined, 5],
    [5, MASK, 5],
    [5, null, undefined],
    [5, "often", undefined],
    [5, "", undefined],
    [15, "15", 15],
    [5, "15", 15],
    [undefined, "15", undefined],
    [undefined, "60", 60],
    [undefined, undefined, undefined],
    [undefined, null, undefined],
  ])("have the interval by the declared %j and the platform's %j: %j", (declared, value, expected) => {
    const found = { ...ON, ...(value === undefined ? {} : { "event.poller.refresh_interval": value }) };
    const ours: Events =
      declared === undefined ? { callbackUrl: URL } : { callbackUrl: URL, pollIntervalMinutes: declared };
    expect(eventsInEffect(ACT_365, ours, found)?.pollIntervalMinutes).toBe(expected);
  });

  const auth = { username: "hook", password: "ours" };

  test.each<[string, Record<string, string | null>, Events["basicAuth"]]>([
    ["as declared behind the mask", { username: "hook", password: MASK }, auth],
    ["with the platform's user name", { username: "theirs", password: MASK }, { ...auth, username: "theirs" }],
    ["with a password that is not masked", { username: "hook", password: "theirs" }, { ...auth, password: "theirs" }],
    ["as declared where the response holds neither", {}, auth],
    ["as declared where the response holds no password", { username: "hook" }, auth],
    ["not at all without a password", { username: "hook", password: null }, undefined],
    ["not at all without a user name", { username: null, password: MASK }, undefined],
  ])("have basic authentication %s", (_, found, expected) => {
    const keys = Object.entries(found).map(([key, value]) => [`event.notification.basic.${key}`, value] as const);
    const platform = { ...ON, ...Object.fromEntries(keys) };
    expect(eventsInEffect(ACT_365, { callbackUrl: URL, basicAuth: auth }, platform)?.basicAuth).toEqual(expected);
    expect(eventsInEffect(ACT_365, { callbackUrl: URL }, platform)).not.toHaveProperty("basicAuth");
  });

  const pollers = { a: 1, b: 2 };

  test.each<[string, string | null | undefined, unknown]>([
    ["as declared, in the declaration's own spelling", '{ "b": 2, "a": 1 }', pollers],
    ["as declared where the response does not tell", undefined, pollers],
    ["the platform's others", '{"c":3}', { c: 3 }],
    ["not at all where they are unset", null, undefined],
    ["none where they are no JSON", "no json", {}],
    ["none where they are no object", "3", {}],
    ["none where they are null", "null", {}],
    ["none where they are a text", '"abc"', {}],
  ])("have pollers %s", (_, value, expected) => {
    const found = { ...ON, ...(value === undefined ? {} : { "event.poller.configuration": value }) };
    const now = eventsInEffect(ACT_365, { callbackUrl: URL, pollers }, found)?.pollers;
    expect(now).toStrictEqual(expected);
    if (expected === pollers) expect(now).toBe(pollers);
    expect(eventsInEffect(ACT_365, { callbackUrl: URL }, found)).not.toHaveProperty("pollers");
  });

  test("of what was sent are what was declared", () => {
    const text = fc.string({ minLength: 1 }).filter((value) => value !== MASK);
    const events = fc.record(
      {
        callbackUrl: fc.webUrl(),
        pollIntervalMinutes: fc.integer({ min: 1 }),
        callbackHeaders: text,
        basicAuth: fc.record({ username: text, password: text }, { noNullPrototype: true }),
        signatureKey: text,
        pollers: fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
      },
      { requiredKeys: ["callbackUrl"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(events, fc.boolean(), (sent, masked) => {
        // JSON knows no -0.
        const declared: Events = JSON.parse(JSON.stringify(sent));
        const found: Record<string, string | null> = { "event.poller.refresh_interval": "15", ...eventKeys(declared) };
        if (masked && declared.basicAuth !== undefined) found["event.notification.basic.password"] = MASK;
        expect(eventsInEffect(ACT_365, declared, found)).toStrictEqual(declared);
      }),
      { seed: 365, numRuns: 300 },
    );
  });
});
