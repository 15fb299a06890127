import fc from "fast-check";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { check as checkOf } from "../../../provider/src/lifecycle/check";
import { OUTPUT_NAMES, type Properties, plainProperties } from "../../../provider/src/lifecycle/model/properties";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../support/canary";
import { inputs, OWNER_TAG } from "./setUp";

const settings = { seed: 365, numRuns: 500 };

const check = (properties: Properties, olds?: Properties) => checkOf(properties, ACT_365, olds);
const failuresOf = (given: Properties) => check({ ...plainProperties(inputs()), ...given });

/** Every input, given rightly. */
function whole(): Properties {
  return {
    ...plainProperties(inputs()),
    enabled: false,
    events: {
      callbackUrl: "https://receiver.example/e",
      pollIntervalMinutes: 5,
      callbackHeaders: "X-Receiver: 1",
      basicAuth: { username: "hook", password: canary("password") },
      signatureKey: canary("signatureKey"),
      pollers: { todos: { url: "/todos", fields: ["id", "created"] } },
    },
    configuration: { "pagination.max": 50, "filter.response.nulls": false, "own.key": "" },
    verify: true,
    adoptId: "12345",
  };
}

test("a declaration with the required inputs, and one with all inputs, have no failures", () => {
  expect(check(plainProperties(inputs({ tags: undefined, ownerTag: undefined })))).toEqual([]);
  expect(check(whole())).toEqual([]);
});

/** Where a name is close to one that is known. */
const MEANT = new Map([
  ["tag", ". Did you mean tags?"],
  ["enable", ". Did you mean enabled?"],
]);

test.each(["tag", "enable", "constructor", "credentials", "seenBy", ...OUTPUT_NAMES])(
  "%s is an unknown input, and the failure lists the known ones",
  (name) => {
    expect(check({ ...whole(), [name]: "any" })).toEqual([
      {
        input: name,
        reason:
          `${name} is not known; the resource takes name, apiKey, developerKey, tags, enabled, events, configuration, ` +
          `verify, adoptId${MEANT.get(name) ?? ""}`,
      },
    ]);
  },
);

test("the properties that the constructor adds are accepted", () => {
  expect(check({ ...whole(), ownerTag: OWNER_TAG })).toEqual([]);
});

test.each(["tags", "enabled", "events", "configuration", "verify", "adoptId"])(
  "%s may be left out, also as null",
  (name) => {
    expect(failuresOf({ [name]: undefined })).toEqual([]);
    expect(failuresOf({ [name]: null })).toEqual([]);
  },
);

test("a callback URL may stay away where an import left it out", () => {
  const failures = (events: object, olds: unknown) => check({ ...whole(), events }, { apiKey: "a", events: olds });
  expect(failures({}, {})).toEqual([]);
  expect(failures({ callbackUrl: null }, { pollIntervalMinutes: 5 })).toEqual([]);
  for (const olds of [undefined, null, { callbackUrl: "https://receiver.example" }]) {
    expect(failures({}, olds)).toHaveLength(1);
  }
  expect(failures({ callbackUrl: "" }, {})).toHaveLength(1);
  const named = check({ ...whole(), events: {}, name: "" }, { apiKey: "a", events: {} });
  expect(named.map(({ input }) => input)).toEqual(["name"]);
});

test("an unknown name without a value is no failure", () => {
  expect(check({ ...whole(), tag: undefined })).toEqual([]);
});

test("a configuration key that events set is a failure", () => {
  const failures = failuresOf({ events: whole()["events"], configuration: { "event.vendor.type": "webhooks" } });
  expect(failures.map(({ input }) => input)).toEqual(['configuration["event.vendor.type"]']);
});

describe("name", () => {
  test.each([undefined, null, 1, true, ["crm"], {}])("%j is not a valid name", (name) => {
    expect(failuresOf({ name })).toEqual([
      { input: "name", reason: "name must be a string: the instance's name on the platform" },
    ]);
  });

  test.each(["", "  ", "<b></b>", "<br/> \t", "\n"])("%j is empty on the platform", (name) => {
    expect(failuresOf({ name })).toEqual([
      {
        input: "name",
        reason: "name is empty (the platform strips HTML tags from it); give the instance a name",
      },
    ]);
  });

  test.each(["a", "<b>a</b>", "a < b", "Größe 3"])("%j is a name", (name) => {
    expect(failuresOf({ name })).toEqual([]);
  });
});

describe.each(["enabled", "verify"])("%s", (name) => {
  test.each(["true", "", 0, 1, {}, []])("%j is neither true nor false", (value) => {
    expect(failuresOf({ [name]: value })).toEqual([{ input: name, reason: `${name} must be true or false` }]);
  });

  test.each([true, false])("may be %j", (value) => {
    expect(failuresOf({ [name]: value })).toEqual([]);
  });
});

describe("adoptId", () => {
  test.each([12345, "", "0", "012", "-1", "1.5", "12a", " 12", "12\n", {}, true])("%j is no id", (adoptId) => {
    expect(failuresOf({ adoptId })).toEqual([
      { input: "adoptId", reason: 'adoptId must be the id of an instance as a string, such as "12345"' },
    ]);
  });

  test.each(["1", "10", "987654321"])("%j is an id", (adoptId) => {
    expect(failuresOf({ adoptId })).toEqual([]);
  });
});

test("tags, configuration and events of another type are failures", () => {
  expect(failuresOf({ configuration: ["a"], events: [{ callbackUrl: "https://receiver.example" }] })).toEqual([
    { input: "events", reason: "events must be an object with at least callbackUrl" },
    { input: "configuration", reason: "configuration must be a map of keys to values" },
  ]);
});

test("every problem has a failure, in the order of the inputs", () => {
  const wrong = {
    name: "",
    apiKey: "",
    developerKey: "",
    tags: "",
    enabled: "",
    events: "",
    configuration: "",
    verify: "",
    adoptId: "",
  };
  expect(check(wrong).map(({ reason }) => reason.split(" ")[0])).toEqual(Object.keys(wrong));
});

describe("whatever is given", () => {
  const names = Object.keys(whole());
  const anything = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.oneof(
          fc.constantFrom("callbackUrl", "basicAuth", "pollers", "username", "create", "event.poller.configuration"),
          fc.string(),
        ),
        fc.oneof(fc.jsonValue(), fc.constantFrom(UNKNOWN)),
      ),
    ),
  );

  test("the check does not fail itself, and each failure has a reason of one line", () => {
    fc.assert(
      fc.property(anything, (given) => {
        for (const { input, reason } of check(given)) {
          expect(input).not.toBe("");
          expect(reason).toMatch(/^[^\n\r]+$/);
        }
      }),
      settings,
    );
  });

  test("no failure shows a secret, however wrongly it is given", () => {
    const secret = "cnrySecretOfThisProperty";
    const held = fc.constantFrom<((value: string) => unknown)[]>(
      (value) => value,
      (value) => `${value}\n`,
      (value) => ` ${value}`,
      (value) => `${value}\u0000`,
      (value) => [value],
      (value) => ({ value }),
      (value) => [[{ value: [value] }]],
      (value) => `<b>${value}</b>`,
      (value) => `not a url ${value}`,
    );
    const place = fc.constantFrom<((value: unknown) => object)[]>(
      ...["name", "apiKey", "developerKey", "tags", "enabled", "verify", "adoptId", "token"].map(
        (name) => (value: unknown) => ({ [name]: value }),
      ),
      (value) => ({ customTimeouts: { create: value } }),
      (value) => ({ events: value }),
      (value) => ({ configuration: value }),
      ...["callbackUrl", "pollIntervalMinutes", "callbackHeaders", "basicAuth", "signatureKey", "pollers", "other"].map(
        (name) => (value: unknown) => ({ events: { callbackUrl: "https://receiver.example", [name]: value } }),
      ),
      ...["username", "password", "other"].map((name) => (value: unknown) => ({
        events: { callbackUrl: "https://receiver.example", basicAuth: { username: "u", password: "p", [name]: value } },
      })),
      ...["username", "password", "event.notification.basic.password", "event.notification.enabled", "own.secret"].map(
        (key) => (value: unknown) => ({
          events: { callbackUrl: "https://receiver.example" },
          configuration: { [key]: value },
        }),
      ),
    );
    fc.assert(
      fc.property(place, held, fc.boolean(), (put, wrap, bare) => {
        const given = put(wrap(secret));
        const failures = check(bare ? (given as Properties) : { ...plainProperties(inputs()), ...given });
        expect(JSON.stringify(failures)).not.toContain(secret);
      }),
      settings,
    );
  });

  test("an unknown value is no failure, wherever it is", () => {
    // Every place of a right declaration, as the way to it.
    const places = (value: unknown, way: string[] = []): string[][] => [
      ...(way.length === 0 ? [] : [way]),
      ...(typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, item]) => places(item, [...way, name]))
        : []),
    ];
    const put = (value: unknown, [name, ...rest]: string[]): unknown => {
      if (name === undefined) return UNKNOWN;
      if (typeof value !== "object" || value === null) return value;
      const copy: Record<string, unknown> = { ...value };
      copy[name] = put(copy[name], rest);
      return Array.isArray(value) ? Object.values(copy) : copy;
    };
    const right = whole();
    const holes = fc.array(fc.constantFrom(...places(right)), { minLength: 1 });
    fc.assert(
      fc.property(holes, (chosen) => {
        const given = chosen.reduce<unknown>(put, right);
        expect(check(given as Properties)).toEqual([]);
      }),
      settings,
    );
    expect(places(right).length).toBeGreaterThan(25);
  });
});
