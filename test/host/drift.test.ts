import { OUTPUT_NAMES } from "../../provider/src/lifecycle/model/properties";
import { canary } from "../support/canary";
import { requestsTo } from "../support/platform";
import type { Properties } from "../support/plugin";
import { type Managed, outputsOf, type Setup, startManaged, theOne, totalFailureOf } from "./setUp";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

/** Reads the instance as a refresh does, and tells what the engine would learn: the new inputs, and whether they differ. */
async function refreshed({ plugin, id, inputs, state }: Setup & Managed) {
  const read = await plugin.read(id, state, inputs);
  const { changes } = await plugin.diff(id, read.properties, inputs);
  return { ...read, changes };
}

/** Refreshes, then updates to the declaration, as the next `pulumi up` does. */
async function repaired(setup: Setup & Managed): Promise<Properties> {
  const { properties, changes } = await refreshed(setup);
  expect(changes).toBe("some");
  return setup.plugin.update(setup.id, properties, setup.inputs);
}

describe("drift", () => {
  test("is not seen where nobody changed anything, whatever is declared", async () => {
    const setup = await startManaged(
      {},
      {
        tags: ["a", "b", "c"],
        events: { callbackUrl: "https://callback.example.com", pollIntervalMinutes: 15, signatureKey: canary("key") },
        configuration: { "filter.response.nulls": true, "bulk.query.operator": "<" },
        verify: true,
      },
    );
    const { properties, inputs, changes } = await refreshed(setup);
    expect(changes).toBe("none");
    expect(properties).toEqual(setup.state);
    expect(inputs).toEqual(setup.inputs);
  });

  test("of the name is seen and repaired", async () => {
    const setup = await startManaged();
    setup.simulator.others.change(Number(setup.id), { name: "by hand" });
    expect((await refreshed(setup)).inputs?.["name"]).toBe("by hand");
    expect(await repaired(setup)).toEqual(setup.state);
    expect(theOne(setup.simulator).name).toBe("crm");
  });

  test("of the API key is seen and repaired", async () => {
    const setup = await startManaged();
    const other = canary("other apiKey");
    setup.simulator.others.change(Number(setup.id), { configuration: { username: other } });
    expect((await refreshed(setup)).inputs?.["apiKey"] === other).toBe(true);
    await repaired(setup);
    expect(theOne(setup.simulator).configuration["username"] === setup.inputs["apiKey"]).toBe(true);
  });

  test("of the developer key is not seen, and its mask is no difference", async () => {
    const setup = await startManaged();
    setup.simulator.others.change(Number(setup.id), { configuration: { password: canary("other developerKey") } });
    const { inputs, properties, changes } = await refreshed(setup);
    expect(changes).toBe("none");
    expect(inputs?.["developerKey"] === setup.inputs["developerKey"]).toBe(true);
    expect(properties["developerKey"] === setup.inputs["developerKey"]).toBe(true);
  });

  test("of the tags is seen as a set, without the owner tag, and repaired", async () => {
    const setup = await startManaged({}, { tags: ["sales", "emea"] });
    setup.simulator.others.change(Number(setup.id), { tags: ["by hand", OWNER_TAG, "sales"] });
    expect((await refreshed(setup)).inputs?.["tags"]).toEqual(["by hand", "sales"]);
    expect((await repaired(setup))["tags"]).toEqual(["sales", "emea"]);
    expect(theOne(setup.simulator).tags).toEqual(["sales", "emea", OWNER_TAG]);
  });

  test("of a missing owner tag is seen, and the next up puts it back", async () => {
    const setup = await startManaged();
    setup.simulator.others.change(Number(setup.id), { tags: ["sales"] });
    const { inputs } = await refreshed(setup);
    expect(inputs).not.toHaveProperty("ownerTag");
    expect(inputs?.["tags"]).toEqual(["sales"]);
    expect(await repaired(setup)).toEqual(setup.state);
    expect(theOne(setup.simulator).tags).toEqual(["sales", OWNER_TAG]);
  });

  test("of an instance that was disabled by hand is seen and repaired with one call", async () => {
    const setup = await startManaged();
    setup.simulator.others.change(Number(setup.id), { disabled: true });
    expect((await refreshed(setup)).inputs?.["enabled"]).toBe(false);
    setup.simulator.requests.length = 0;
    await repaired(setup);
    expect(requestsTo(setup.simulator)).toEqual([`GET /instances/${setup.id}`, `PUT /instances/${setup.id}/enabled`]);
    expect(theOne(setup.simulator).disabled).toBe(false);
  });

  const events = { callbackUrl: "https://callback.example.com", pollIntervalMinutes: 5, pollers: { todos: {} } };
  const eventChanges: [string, Record<string, string | null>, unknown][] = [
    [
      "the callback",
      { "event.notification.callback.url": "https://by.hand" },
      { ...events, callbackUrl: "https://by.hand" },
    ],
    ["the interval", { "event.poller.refresh_interval": "60" }, { ...events, pollIntervalMinutes: 60 }],
    ["the pollers", { "event.poller.configuration": '{"lists":{}}' }, { ...events, pollers: { lists: {} } }],
    ["notification, turned off", { "event.notification.enabled": "false" }, undefined],
    ["their type, made webhooks", { "event.vendor.type": "webhooks" }, undefined],
  ];
  test.each(eventChanges)("of events, %s, is seen and repaired", async (_, configuration, expected) => {
    const setup = await startManaged({}, { events });
    setup.simulator.others.change(Number(setup.id), { configuration });
    expect((await refreshed(setup)).inputs?.["events"]).toEqual(expected);
    expect(await repaired(setup)).toEqual(setup.state);
    expect(theOne(setup.simulator).configuration).toMatchObject({
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://callback.example.com",
      "event.poller.refresh_interval": "5",
      "event.poller.configuration": '{"todos":{}}',
    });
  });

  test("of events that somebody turned on is seen, and the next up turns them off", async () => {
    const setup = await startManaged();
    setup.simulator.others.change(Number(setup.id), {
      configuration: { "event.notification.enabled": "true", "event.notification.callback.url": "https://by.hand" },
    });
    expect((await refreshed(setup)).inputs?.["events"]).toEqual({ callbackUrl: "https://by.hand" });
    await repaired(setup);
    expect(theOne(setup.simulator).configuration).toMatchObject({
      "event.notification.enabled": "false",
      "event.notification.callback.url": null,
    });
  });

  test("of configuration is seen for the keys given, never for others", async () => {
    const setup = await startManaged({}, { configuration: { "pagination.max": 50 } });
    setup.simulator.others.change(Number(setup.id), {
      configuration: { "base.url": "https://upgraded.example.com", "new.key": "of an upgraded element" },
    });
    expect((await refreshed(setup)).changes).toBe("none");
    setup.simulator.others.change(Number(setup.id), { configuration: { "pagination.max": "75" } });
    expect((await refreshed(setup)).inputs?.["configuration"]).toEqual({ "pagination.max": "75" });
    expect(await repaired(setup)).toEqual(setup.state);
    expect(theOne(setup.simulator).configuration).toMatchObject({
      "pagination.max": "50",
      "base.url": "https://upgraded.example.com",
    });
  });

  test("of a key that was unset by hand is seen, and the next up sets it", async () => {
    const setup = await startManaged({}, { configuration: { "instance.variables": "a=1" } });
    setup.simulator.others.change(Number(setup.id), { configuration: { "instance.variables": null } });
    expect((await refreshed(setup)).inputs?.["configuration"]).toEqual({});
    await repaired(setup);
    expect(theOne(setup.simulator).configuration["instance.variables"]).toBe("a=1");
  });
});

describe("a read", () => {
  test("returns only inputs as inputs: an output there would be printed in clear by the next preview", async () => {
    const { plugin, id, inputs, state } = await startManaged({}, { events: { callbackUrl: "https://a.example" } });
    const read = await plugin.read(id, state, inputs);
    expect(Object.keys(read.properties)).toEqual(expect.arrayContaining(OUTPUT_NAMES));
    expect(Object.keys(read.inputs ?? {}).sort()).toEqual(Object.keys(inputs).sort());
    for (const name of OUTPUT_NAMES) expect(read.inputs).not.toHaveProperty(name);
  });

  test("of an instance that another program manages gives all of it but what the platform masks", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const read = await plugin.read(id, { __provider: inputs["__provider"] });
    const { token, apiKey, ...others } = read.properties;
    expect(others).toEqual({
      __provider: inputs["__provider"],
      name: "crm",
      tags: ["sales"],
      enabled: true,
      ...outputsOf(simulator),
      external: true,
    });
    expect(token === theOne(simulator).token && apiKey === inputs["apiKey"]).toBe(true);
    // The program declared none.
    expect(Object.keys(read.inputs ?? {})).toEqual([]);
  });

  test("of an instance that another program manages and that does not exist is an error, not an empty resource", async () => {
    const { plugin, inputs } = await startManaged();
    const message = await totalFailureOf(plugin.read("99999", { __provider: inputs["__provider"] }));
    expect(message).toMatch(
      /^GET \/instances\/99999 returned 404: .* It does not exist, or belongs to another organization/,
    );
  });
});
