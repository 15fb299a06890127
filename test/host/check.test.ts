import { canary, observe } from "../support/canary";
import { declaration } from "../support/platform";
import type { Plugin, Properties } from "../support/plugin";
import { secret } from "../support/secretForm";
import { UNKNOWN } from "../support/unknowns";
import { setUp } from "./setUp";

const UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
const UNKNOWN_OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";
const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const UNKNOWN_BOOLEAN = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7";

const CALLBACK = { callbackUrl: "https://callback.example.com" };

/** The failures of a check of a declaration with these inputs, which are handed to the scan for secrets. */
async function failuresOf(plugin: Plugin, inputs: Properties): Promise<string[]> {
  const { failures } = await plugin.check({}, declaration(inputs));
  observe("check failures", JSON.stringify(failures));
  return failures.map(({ property, reason }) => `${property}| ${reason}`);
}

describe("a check", () => {
  test("returns the inputs with their defaults, and no failures for a good declaration", async () => {
    const { plugin } = await setUp();
    const inputs = declaration({
      events: { ...CALLBACK, basicAuth: { username: "u", password: canary("password") }, signatureKey: canary("key") },
      configuration: { "pagination.max": 50, "filter.response.nulls": "true" },
      verify: false,
      adoptId: "12345",
      customTimeouts: { create: "1h30m", delete: "90s" },
    });
    expect(await plugin.check({}, inputs)).toEqual({ inputs, failures: [] });
  });

  // One of each kind: what may be wrong with each input is tested in test/unit/lifecycle/checking.
  test("names what is wrong, and no property, since the engine prints the value of the named one", async () => {
    const { plugin } = await setUp();
    const cases: [Properties, string][] = [
      [{ name: "<br>" }, "| name is empty (the platform strips HTML tags from it); give the instance a name"],
      [{ tags: ["sales", 5] }, "| tags[1] must be a string"],
      [
        { tags: ["sales", "<i>pulumi:x</i>"] },
        '| tags[1] begins with "pulumi:", which is reserved for owner tags; name it differently',
      ],
      [{ enabled: "yes" }, "| enabled must be true or false"],
      [{ adoptId: 12345 }, '| adoptId must be the id of an instance as a string, such as "12345"'],
    ];
    for (const [inputs, expected] of cases) expect(await failuresOf(plugin, inputs)).toEqual([expected]);
  });

  test.each(["apiKey", "developerKey"])("names no property, and no value, in failures about %s", async (name) => {
    const { plugin } = await setUp();
    const key = canary(name);
    const cases: [unknown, RegExp][] = [
      [null, / is missing; find it in /],
      ["********", / is the mask that the platform shows instead of a key/],
      [`${key}\n`, / ends with a line break; read it without the line break/],
      [`${key}\u0000${key}`, / contains control characters, or leading or trailing whitespace/],
    ];
    for (const [value, reason] of cases) {
      expect(await failuresOf(plugin, { [name]: value })).toEqual([
        expect.stringMatching(new RegExp(`^\\| ${name}${reason.source}`)),
      ]);
    }
  });

  test("names no property, and no value, in failures about events, which hold secrets", async () => {
    const { plugin } = await setUp();
    const key = canary("key");
    const cases: [unknown, string][] = [
      [key, "events must be an object with at least callbackUrl"],
      [
        { callbackUrl: `ftp://user:${key}@host` },
        "events.callbackUrl must be an http or https URL: where events are sent",
      ],
      [
        { ...CALLBACK, callbackHeaders: { authorization: key } },
        "events.callbackHeaders must be a string, and not empty",
      ],
      [{ ...CALLBACK, basicAuth: { password: key } }, "events.basicAuth.username is missing"],
      [
        { ...CALLBACK, signature: key },
        "events.signature is not known; events takes callbackUrl, pollIntervalMinutes, callbackHeaders, basicAuth, signatureKey, pollers. Did you mean events.signatureKey?",
      ],
    ];
    for (const [events, expected] of cases) expect(await failuresOf(plugin, { events })).toEqual([`| ${expected}`]);
  });

  test("names no property, and no value, in failures about configuration, which may hold secrets", async () => {
    const { plugin } = await setUp();
    const key = canary("key");
    const cases: [unknown, string][] = [
      [key, "configuration must be a map of keys to values"],
      [{ username: key }, 'configuration["username"] is the input apiKey; set it there'],
      [
        { "my.secret": { a: key } },
        'configuration["my.secret"] must be a string, number or boolean; write an object as JSON text (JSON.stringify)',
      ],
    ];
    for (const [configuration, expected] of cases) {
      expect(await failuresOf(plugin, { configuration })).toEqual([`| ${expected}`]);
    }
  });

  test("refuses a key that events and configuration both give, even where the event's value is not known yet", async () => {
    const { plugin } = await setUp();
    const configuration = { "event.poller.refresh_interval": "5" };
    for (const pollIntervalMinutes of [5, UNKNOWN_NUMBER]) {
      expect(await failuresOf(plugin, { events: { ...CALLBACK, pollIntervalMinutes }, configuration })).toEqual([
        '| configuration["event.poller.refresh_interval"] is also set by events; set it in only one of the two',
      ]);
    }
  });

  test("reports everything that is wrong at once", async () => {
    const { plugin } = await setUp();
    const failures = await failuresOf(plugin, { name: "", apiKey: "", tags: ["pulumi:x"], events: {}, enabled: 1 });
    expect(failures.map((failure) => failure.split(" ")[1])).toEqual([
      "name",
      "apiKey",
      "tags[0]",
      "enabled",
      "events.callbackUrl",
    ]);
  });

  test("skips what is not known yet, at any depth", async () => {
    const { plugin } = await setUp();
    const declarations: Properties[] = [
      { name: UNKNOWN, apiKey: UNKNOWN, developerKey: UNKNOWN, adoptId: UNKNOWN },
      { tags: UNKNOWN_LIST, events: UNKNOWN_OBJECT, configuration: UNKNOWN_OBJECT },
      { enabled: UNKNOWN_BOOLEAN, verify: UNKNOWN_BOOLEAN, tags: ["sales", UNKNOWN] },
      { events: { callbackUrl: UNKNOWN, basicAuth: { username: UNKNOWN, password: UNKNOWN }, signatureKey: UNKNOWN } },
      {
        events: {
          ...CALLBACK,
          basicAuth: UNKNOWN_OBJECT,
          pollIntervalMinutes: UNKNOWN_NUMBER,
          pollers: { lists: { url: UNKNOWN } },
        },
      },
      { configuration: { "filter.response.nulls": UNKNOWN, "pagination.max": UNKNOWN_NUMBER } },
    ];
    for (const inputs of declarations) expect(await failuresOf(plugin, inputs)).toEqual([]);
  });

  test("still reports what is wrong beside something that is not known yet", async () => {
    const { plugin } = await setUp();
    expect(await failuresOf(plugin, { apiKey: UNKNOWN, tags: [UNKNOWN, "pulumi:x"] })).toEqual([
      expect.stringMatching(/^\| tags\[1\] begins with/),
    ]);
    expect(await failuresOf(plugin, { configuration: { username: UNKNOWN } })).toEqual([
      '| configuration["username"] is the input apiKey; set it there',
    ]);
  });

  test("needs no credentials, so that a preview works without them", async () => {
    const { plugin } = await setUp({
      configuration: { "act365:userSecret": "", "act365:organizationSecret": "" },
    });
    expect(await failuresOf(plugin, {})).toEqual([]);
  });

  test("accepts configuration that the engine hands over as secrets", async () => {
    const value = canary("userSecret");
    const { plugin } = await setUp({ configuration: { "act365:userSecret": secret(value) } });
    expect(await failuresOf(plugin, {})).toEqual([]);
  });
});
