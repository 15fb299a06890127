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

  test("names what is wrong, and no property, since the engine prints the value of the named one", async () => {
    const { plugin } = await setUp();
    const cases: [Properties, string][] = [
      [{ name: "" }, "| name is empty (the platform strips HTML tags from it); give the instance a name"],
      [{ name: "<br>" }, "| name is empty (the platform strips HTML tags from it); give the instance a name"],
      [{ name: 5 }, "| name must be a string: the instance's name on the platform"],
      [{ tags: "sales" }, '| tags must be a list of strings, such as ["sales"]'],
      [{ tags: ["sales", 5] }, "| tags[1] must be a string"],
      [{ tags: ["sales", ""] }, "| tags[1] is empty (the platform strips HTML tags from it)"],
      [{ enabled: "yes" }, "| enabled must be true or false"],
      [{ verify: 1 }, "| verify must be true or false"],
      [{ adoptId: "twelve" }, '| adoptId must be the id of an instance as a string, such as "12345"'],
      [{ adoptId: 12345 }, '| adoptId must be the id of an instance as a string, such as "12345"'],
      [
        { customTimeouts: { create: "soon" } },
        '| customTimeouts.create must be a duration above zero, such as "90s" or "5m"',
      ],
      [
        { customTimeouts: { delete: "0s" } },
        '| customTimeouts.delete must be a duration above zero, such as "90s" or "5m"',
      ],
    ];
    for (const [inputs, expected] of cases) expect(await failuresOf(plugin, inputs)).toEqual([expected]);
  });

  test("refuses tags that begin like owner tags, also in HTML", async () => {
    const { plugin } = await setUp();
    const reserved = 'begins with "pulumi:", which is reserved for owner tags; name it differently';
    for (const tag of ["pulumi:project/dev/crm:0123456789", "pulumi:", "<i>pulumi:x</i>"]) {
      expect(await failuresOf(plugin, { tags: ["sales", tag] })).toEqual([`| tags[1] ${reserved}`]);
    }
    expect(await failuresOf(plugin, { tags: ["my pulumi:x", "Pulumi:x"] })).toEqual([]);
  });

  test("names no property in failures about keys, since the engine prints the value of the named one", async () => {
    const { plugin } = await setUp();
    for (const name of ["apiKey", "developerKey"]) {
      const key = canary(name);
      const cases: [unknown, RegExp][] = [
        [undefined, / is missing; find it in /],
        [null, / is missing; find it in /],
        ["", / is missing; find it in /],
        [5, / must be a string$/],
        ["********", / is the mask that the platform shows instead of a key/],
        [`${key}\n`, / ends with a line break; read it without the line break/],
        [` ${key}`, / contains control characters, or leading or trailing whitespace/],
        [`${key}\t`, / contains control characters, or leading or trailing whitespace/],
        [`${key}\u0000${key}`, / contains control characters, or leading or trailing whitespace/],
      ];
      for (const [value, reason] of cases) {
        const { [name]: _, ...without } = declaration();
        const inputs = value === undefined ? without : { ...without, [name]: value };
        const { failures } = await plugin.check({}, inputs);
        observe("check failures", JSON.stringify(failures));
        expect(failures).toEqual([{ property: "", reason: expect.stringMatching(reason) }]);
        expect(failures[0]?.reason).toMatch(new RegExp(`^${name} `));
      }
    }
  });

  test("names no property in failures about events, which hold secrets", async () => {
    const { plugin } = await setUp();
    const key = canary("key");
    const cases: [unknown, string][] = [
      [key, "events must be an object with at least callbackUrl"],
      [{}, "events.callbackUrl must be an http or https URL: where events are sent"],
      [
        { callbackUrl: `ftp://user:${key}@host` },
        "events.callbackUrl must be an http or https URL: where events are sent",
      ],
      [
        { ...CALLBACK, pollIntervalMinutes: 0 },
        "events.pollIntervalMinutes must be a whole number of minutes, at least 1",
      ],
      [
        { ...CALLBACK, pollIntervalMinutes: 1.5 },
        "events.pollIntervalMinutes must be a whole number of minutes, at least 1",
      ],
      [
        { ...CALLBACK, callbackHeaders: { authorization: key } },
        "events.callbackHeaders must be a string, and not empty",
      ],
      [{ ...CALLBACK, basicAuth: key }, "events.basicAuth must be an object with username and password"],
      [{ ...CALLBACK, basicAuth: { password: key } }, "events.basicAuth.username is missing"],
      [
        { ...CALLBACK, basicAuth: { username: key, password: 5 } },
        "events.basicAuth.password must be a string, and not empty",
      ],
      [
        { ...CALLBACK, basicAuth: { username: key, password: "********" } },
        "events.basicAuth.password is the mask that the platform shows instead of a secret",
      ],
      [{ ...CALLBACK, signatureKey: "" }, "events.signatureKey must be a string, and not empty"],
      [{ ...CALLBACK, pollers: key }, "events.pollers must be an object: what is polled and how, by name"],
      [
        { ...CALLBACK, signature: key },
        "events.signature is not known; events takes callbackUrl, pollIntervalMinutes, callbackHeaders, basicAuth, signatureKey, pollers",
      ],
    ];
    for (const [events, expected] of cases) expect(await failuresOf(plugin, { events })).toEqual([`| ${expected}`]);
  });

  test("names no property in failures about configuration, which may hold secrets", async () => {
    const { plugin } = await setUp();
    const key = canary("key");
    const cases: [unknown, string][] = [
      [key, "configuration must be a map of keys to values"],
      [{ username: key }, 'configuration["username"] is the input apiKey; set it there'],
      [{ password: key }, 'configuration["password"] is the input developerKey; set it there'],
      [
        { "my.secret": "********" },
        'configuration["my.secret"] is the mask that the platform shows instead of a secret',
      ],
      [
        { "my.secret": { a: key } },
        'configuration["my.secret"] must be a string, number or boolean; write an object as JSON text (JSON.stringify)',
      ],
      [{ "filter.response.nulls": key }, 'configuration["filter.response.nulls"] must be true or false'],
    ];
    for (const [configuration, expected] of cases) {
      expect(await failuresOf(plugin, { configuration })).toEqual([`| ${expected}`]);
    }
  });

  test("refuses every key that events and configuration both give", async () => {
    const { plugin } = await setUp();
    const events = {
      ...CALLBACK,
      pollIntervalMinutes: 5,
      callbackHeaders: "a: b",
      basicAuth: { username: "u", password: "p4ssword" },
      signatureKey: "s1gnature",
      pollers: {},
    };
    const keys = [
      "event.notification.enabled",
      "event.vendor.type",
      "event.notification.callback.url",
      "event.poller.refresh_interval",
      "event.notification.callback.headers",
      "event.notification.basic.username",
      "event.notification.basic.password",
      "event.notification.signature.key",
      "event.poller.configuration",
    ];
    const configuration = Object.fromEntries(keys.map((key) => [key, key.endsWith("enabled") ? "true" : "1"]));
    expect((await failuresOf(plugin, { events, configuration })).sort()).toEqual(
      keys.sort().map((key) => `| configuration["${key}"] is also set by events; set it in only one of the two`),
    );
    const unknown = { ...events, pollIntervalMinutes: UNKNOWN, pollers: UNKNOWN_OBJECT, basicAuth: UNKNOWN };
    expect(await failuresOf(plugin, { events: unknown, configuration })).toHaveLength(keys.length);
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
      { customTimeouts: { create: UNKNOWN } },
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
