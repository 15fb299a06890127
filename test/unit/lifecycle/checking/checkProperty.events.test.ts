import { checkProperty } from "../../../../provider/src/lifecycle/checking/checkProperty";
import { DECLARED } from "../../../../provider/src/lifecycle/model/propertyTable";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../../support/canary";

const MASK = "********";
const URL = "https://receiver.example/e";

const checkEvents = (events: unknown) => checkProperty("events", DECLARED.events, events);
const check = (given: object) => checkEvents({ callbackUrl: URL, ...given });
const failing = (name: string, problem: string) => [{ input: `events.${name}`, reason: `events.${name} ${problem}` }];

test.each([undefined, null, UNKNOWN])("%j has no failures", (events) => {
  expect(checkEvents(events)).toEqual([]);
});

test.each(["on", 1, true, []])("%j is no object", (events) => {
  expect(checkEvents(events)).toEqual([
    { input: "events", reason: "events must be an object with at least callbackUrl" },
  ]);
});

test("an unknown property is a failure that lists the known ones", () => {
  expect(check({ callbackurl: URL })).toEqual(
    failing(
      "callbackurl",
      "is not known; events takes callbackUrl, pollIntervalMinutes, callbackHeaders, basicAuth, signatureKey, pollers. " +
        "Did you mean events.callbackUrl?",
    ),
  );
});

describe("callbackUrl", () => {
  test.each([
    undefined,
    null,
    "",
    "receiver.example",
    "ftp://receiver.example",
    "mailto:a@b",
    "xhttp://receiver.example",
    "httpx://receiver.example",
    ["https://receiver.example"],
    "//receiver",
    1,
    {},
    MASK,
  ])("%j is no http or https URL", (callbackUrl) => {
    expect(check({ callbackUrl })).toEqual(
      failing("callbackUrl", "must be an http or https URL: where events are sent"),
    );
  });

  test.each(["http://receiver.example", "https://u:p@receiver.example:8443/e?q=1", UNKNOWN])(
    "%j is right",
    (callbackUrl) => {
      expect(check({ callbackUrl })).toEqual([]);
    },
  );

  test("is not quoted: its user information or query may be a secret", () => {
    const callbackUrl = canary("callbackUrl", (core) => `ftp://user:${core}@receiver.example`);
    expect(JSON.stringify(check({ callbackUrl }))).not.toContain("receiver.example");
  });
});

describe("pollIntervalMinutes", () => {
  test.each([0, -1, 1.5, "5", "", true, {}, 2 ** 53])("%j is no whole number of minutes", (pollIntervalMinutes) => {
    expect(check({ pollIntervalMinutes })).toEqual(
      failing("pollIntervalMinutes", "must be a whole number of minutes, at least 1"),
    );
  });

  test.each([undefined, null, UNKNOWN, 1, 15, 100_000])("may be %j", (pollIntervalMinutes) => {
    expect(check({ pollIntervalMinutes })).toEqual([]);
  });
});

describe.each(["callbackHeaders", "signatureKey"])("%s", (name) => {
  test.each(["", 1, {}, [], false])("%j is no text", (value) => {
    expect(check({ [name]: value })).toEqual(failing(name, "must be a string, and not empty"));
  });

  test("the mask is no value", () => {
    expect(check({ [name]: MASK })).toEqual(failing(name, "is the mask that the platform shows instead of a secret"));
  });

  test.each([undefined, null, UNKNOWN, "a", " "])("may be %j", (value) => {
    expect(check({ [name]: value })).toEqual([]);
  });
});

describe("basicAuth", () => {
  test.each(["hook", 1, [], true])("%j is no object", (basicAuth) => {
    expect(check({ basicAuth })).toEqual(failing("basicAuth", "must be an object with username and password"));
  });

  test.each([undefined, null, UNKNOWN, { username: "hook", password: "p" }, { username: UNKNOWN, password: UNKNOWN }])(
    "may be %j",
    (basicAuth) => {
      expect(check({ basicAuth })).toEqual([]);
    },
  );

  test("accepts no other property", () => {
    expect(check({ basicAuth: { username: "hook", password: "p", user: "hook" } })).toEqual(
      failing("basicAuth.user", "is not known; events.basicAuth takes username, password"),
    );
  });

  test.each(["username", "password"])("needs %s, as a text, and not the mask", (name) => {
    const others = { username: "hook", password: "p" };
    for (const nothing of [undefined, null]) {
      expect(check({ basicAuth: { ...others, [name]: nothing } })).toEqual(failing(`basicAuth.${name}`, "is missing"));
    }
    for (const wrong of ["", 1, {}]) {
      expect(check({ basicAuth: { ...others, [name]: wrong } })).toEqual(
        failing(`basicAuth.${name}`, "must be a string, and not empty"),
      );
    }
    expect(check({ basicAuth: { ...others, [name]: MASK } })).toEqual(
      failing(`basicAuth.${name}`, "is the mask that the platform shows instead of a secret"),
    );
  });
});

describe("pollers", () => {
  test.each(["{}", 1, [], true])("%j is no object", (pollers) => {
    expect(check({ pollers })).toEqual(failing("pollers", "must be an object: what is polled and how, by name"));
  });

  test.each([undefined, null, UNKNOWN, {}, { todos: { url: UNKNOWN } }])("may be %j", (pollers) => {
    expect(check({ pollers })).toEqual([]);
  });
});

test("every problem has a failure, in the order of the properties", () => {
  const failures = checkEvents({
    pollers: 1,
    signatureKey: 1,
    basicAuth: {},
    callbackHeaders: 1,
    pollIntervalMinutes: 0,
    other: 1,
  });
  expect(failures.map(({ reason }) => reason.split(" ")[0])).toEqual([
    "events.other",
    "events.callbackUrl",
    "events.pollIntervalMinutes",
    "events.callbackHeaders",
    "events.basicAuth.username",
    "events.basicAuth.password",
    "events.signatureKey",
    "events.pollers",
  ]);
});
