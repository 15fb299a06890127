import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { MASK } from "../../../../provider/src/elements/definition";
import { secretDifferences } from "../../../../provider/src/lifecycle/changing/secretDifferences";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

const KEYS = { apiKey: "a", developerKey: "d" };
const EVENTS = { callbackUrl: "u", signatureKey: "s", basicAuth: { username: "n", password: "p" } };
const GIVEN = { ...KEYS, events: EVENTS, configuration: { "my.password": "c", "pagination.max": 50 } };

const line = (state: object, inputs: object) => secretDifferences({ ...state }, { ...inputs }, ACT_365);

describe("one line", () => {
  test.each<[string, object]>([
    ["apiKey", { apiKey: "other" }],
    ["developerKey", { developerKey: "other" }],
    ["events.signatureKey", { events: { ...EVENTS, signatureKey: "other" } }],
    ["events.signatureKey", { events: { ...EVENTS, signatureKey: undefined } }],
    ["events.callbackHeaders", { events: { ...EVENTS, callbackHeaders: "added" } }],
    ["events.basicAuth.password", { events: { ...EVENTS, basicAuth: undefined } }],
    ['configuration["my.password"]', { configuration: { "my.password": "other" } }],
    ['configuration["my.password"]', { configuration: undefined }],
    ['configuration["own.secret"]', { configuration: { ...GIVEN.configuration, "own.secret": "added" } }],
  ])("names %s, whichever side has the other value", (name, change) => {
    const expected = `${name} differs; its value is secret, so it is not shown`;
    expect(line(GIVEN, { ...GIVEN, ...change })).toBe(expected);
    expect(line({ ...GIVEN, ...change }, GIVEN)).toBe(expected);
  });

  test("names all secrets that differ", () => {
    expect(line(GIVEN, { ...GIVEN, apiKey: "other", events: undefined })).toBe(
      "apiKey, events.basicAuth.password and events.signatureKey differ; their values are secret, so they are not shown",
    );
  });

  test("says that keys must be sent again where nothing is known to differ", () => {
    const expected = "apiKey and developerKey must be sent again: it is not known whether they are in effect";
    expect(line({ ...GIVEN, sendCredentialsAgain: true }, GIVEN)).toBe(expected);
    expect(line({ sendCredentialsAgain: true }, KEYS)).toBe(expected);
    expect(line({ apiKey: "a" }, KEYS)).toBe(
      "developerKey must be sent again: it is not known whether it is in effect",
    );
  });

  test("names only the keys that the program gives where they must be sent again", () => {
    expect(line({ sendCredentialsAgain: true }, { apiKey: "a" })).toMatch(/^apiKey must be sent again: /);
  });

  test("names only what differs where keys must be sent again, too", () => {
    expect(line({ ...GIVEN, sendCredentialsAgain: true }, { ...GIVEN, apiKey: "other" })).toMatch(/^apiKey differs;/);
  });
});

test("JSON that is spaced in another way is the same secret", () => {
  const key = { default: null, type: "json", secret: true, required: false, polling: false } as const;
  const element = { ...ACT_365, configuration: { ...ACT_365.configuration, "own.json": key } };
  const withJson = (json: string) => ({ ...KEYS, configuration: { "own.json": json } });
  expect(secretDifferences(withJson('{"a":1}'), withJson('{ "a": 1 }'), element)).toBeUndefined();
  expect(secretDifferences(withJson('{"a":1}'), withJson('{"a":2}'), element)).toMatch(
    /^configuration\["own.json"\] differs;/,
  );
});

describe("there is no line", () => {
  test.each<[string, object, object]>([
    ["for the same secrets", GIVEN, GIVEN],
    ["for what is no secret", GIVEN, { ...GIVEN, name: "other", events: { ...EVENTS, callbackUrl: "other" } }],
    ["for what is not known yet", GIVEN, { ...KEYS, apiKey: UNKNOWN, events: UNKNOWN, configuration: UNKNOWN }],
    ["for keys that are not known yet", { sendCredentialsAgain: true }, { apiKey: UNKNOWN, developerKey: UNKNOWN }],
    ["for a mask, which says nothing", { ...GIVEN, developerKey: MASK }, GIVEN],
    ["for a key that the program leaves out", GIVEN, { ...GIVEN, developerKey: undefined }],
    [
      "for a number as text",
      { ...KEYS, configuration: { "my.password": 1 } },
      { ...KEYS, configuration: { "my.password": "1" } },
    ],
    ["for null, which means none", { ...KEYS, configuration: { "my.password": null } }, KEYS],
    ["for the token", { ...KEYS, token: "t" }, KEYS],
  ])("%s", (_, state, inputs) => {
    expect(line(state, inputs)).toBeUndefined();
  });
});
