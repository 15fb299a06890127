import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { checkConfiguration as checkConfigurationOf } from "../../../../provider/src/lifecycle/checking/checkConfiguration";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../../support/canary";

const checkConfiguration = (configuration: unknown, events: unknown) =>
  checkConfigurationOf(configuration, events, ACT_365);

const EVENTS = { callbackUrl: "https://receiver.example" };

const failing = (key: string, problem: string) => [
  { input: `configuration["${key}"]`, reason: `configuration["${key}"] ${problem}` },
];

test.each([undefined, null, UNKNOWN, {}, "a", ["a"]])("%j has no failures", (configuration) => {
  expect(checkConfiguration(configuration, EVENTS)).toEqual([]);
});

test.each([
  ["username", "is the input apiKey; set it there"],
  ["password", "is the input developerKey; set it there"],
])("%s is a failure, since it has an input of its own", (key, problem) => {
  expect(checkConfiguration({ [key]: canary(key) }, undefined)).toEqual(failing(key, problem));
  expect(checkConfiguration({ [key]: UNKNOWN }, undefined)).toEqual(failing(key, problem));
});

describe("a configuration key that events give as well", () => {
  const whole = {
    ...EVENTS,
    pollIntervalMinutes: 5,
    callbackHeaders: "h",
    basicAuth: { username: "u", password: "p" },
    signatureKey: "s",
    pollers: {},
  };
  const given = "is also set by events; set it in only one of the two";

  test.each([
    "event.notification.enabled",
    "event.vendor.type",
    "event.notification.callback.url",
    "event.poller.refresh_interval",
    "event.notification.callback.headers",
    "event.notification.basic.username",
    "event.notification.basic.password",
    "event.notification.signature.key",
    "event.poller.configuration",
  ])("%s is a failure, also while values are not known yet", (key) => {
    expect(checkConfiguration({ [key]: "true" }, whole)).toEqual(failing(key, given));
    expect(checkConfiguration({ [key]: UNKNOWN }, whole)).toEqual(failing(key, given));
    const unknown = Object.fromEntries(Object.keys(whole).map((name) => [name, UNKNOWN]));
    expect(checkConfiguration({ [key]: "true" }, unknown)).toEqual(failing(key, given));
  });

  test.each(["event.poller.refresh_interval", "event.notification.basic.password", "event.poller.configuration"])(
    "%s is no failure where events do not give it",
    (key) => {
      expect(checkConfiguration({ [key]: "1" }, EVENTS)).toEqual([]);
    },
  );

  test.each([undefined, null, UNKNOWN, "on", []])("is no failure where events are %j", (events) => {
    expect(checkConfiguration({ "event.notification.enabled": "true" }, events)).toEqual([]);
  });

  test.each(["constructor", "toString", "__proto__"])("is not mistaken for %s, which every object inherits", (key) => {
    expect(checkConfiguration(JSON.parse(`{"${key}": "a"}`), EVENTS)).toEqual([]);
  });
});

describe("a value", () => {
  test.each(["", "a", "0", 0, -1.5, true, false, UNKNOWN])("may be %j", (value) => {
    expect(checkConfiguration({ "own.key": value }, undefined)).toEqual([]);
  });

  test.each([null, undefined, {}, { a: 1 }, [1]])("may not be %j", (value) => {
    expect(checkConfiguration({ "own.key": value }, undefined)).toEqual(
      failing("own.key", "must be a string, number or boolean; write an object as JSON text (JSON.stringify)"),
    );
  });

  test("may not be the mask", () => {
    expect(checkConfiguration({ "own.key": "********" }, undefined)).toEqual(
      failing("own.key", "is the mask that the platform shows instead of a secret"),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("may not be %d", (value) => {
    expect(checkConfiguration({ "own.key": value }, undefined)).toEqual(failing("own.key", "must be a finite number"));
  });

  test.each([true, false, "true", "false", UNKNOWN])("of a boolean key may be %j", (value) => {
    expect(checkConfiguration({ "filter.response.nulls": value }, undefined)).toEqual([]);
  });

  test.each(["yes", "TRUE", "", 0, 1])("of a boolean key may not be %j", (value) => {
    expect(checkConfiguration({ "filter.response.nulls": value }, undefined)).toEqual(
      failing("filter.response.nulls", "must be true or false"),
    );
  });
});

test("each key that is wrong has its failure, and its name is quoted", () => {
  const failures = checkConfiguration({ a: null, "b\n": null, c: 1 }, undefined);
  expect(failures.map(({ reason }) => reason.split(" must")[0])).toEqual([
    'configuration["a"]',
    'configuration["b\\n"]',
  ]);
});
