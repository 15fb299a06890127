import { canary } from "../support/canary";
import { requestsTo } from "../support/platform";
import type { Properties } from "../support/plugin";
import { type Managed, startManaged, theOne, totalFailureOf, type World } from "./world";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

/** Reads the instance as a refresh does, and tells what the engine would learn: the new inputs, and whether they differ. */
async function refreshed({ plugin, id, inputs, state }: World & Managed) {
  const read = await plugin.read(id, state, inputs);
  const { changes } = await plugin.diff(id, read.properties, inputs);
  return { ...read, changes };
}

/** Refreshes, then updates to the declaration, as the next `pulumi up` does. */
async function repaired(world: World & Managed): Promise<Properties> {
  const { properties, changes } = await refreshed(world);
  expect(changes).toBe("some");
  return world.plugin.update(world.id, properties, world.inputs);
}

describe("drift", () => {
  test("is not seen where nobody changed anything, whatever is declared", async () => {
    const world = await startManaged(
      {},
      {
        tags: ["a", "b", "c"],
        events: { callbackUrl: "https://callback.example.com", pollIntervalMinutes: 15, signatureKey: canary("key") },
        configuration: { "filter.response.nulls": true, "bulk.query.operator": "<" },
        verify: true,
      },
    );
    const { properties, inputs, changes } = await refreshed(world);
    expect(changes).toBe("none");
    expect(properties).toEqual(world.state);
    expect(inputs).toEqual(world.inputs);
  });

  test("of the name is seen and repaired", async () => {
    const world = await startManaged();
    world.simulator.others.change(Number(world.id), { name: "by hand" });
    expect((await refreshed(world)).inputs?.["name"]).toBe("by hand");
    expect(await repaired(world)).toEqual(world.state);
    expect(theOne(world.simulator).name).toBe("crm");
  });

  test("of the API key is seen and repaired", async () => {
    const world = await startManaged();
    const other = canary("other apiKey");
    world.simulator.others.change(Number(world.id), { configuration: { username: other } });
    expect((await refreshed(world)).inputs?.["apiKey"] === other).toBe(true);
    await repaired(world);
    expect(theOne(world.simulator).configuration["username"] === world.inputs["apiKey"]).toBe(true);
  });

  test("of the developer key is not seen, and its mask is no difference", async () => {
    const world = await startManaged();
    world.simulator.others.change(Number(world.id), { configuration: { password: canary("other developerKey") } });
    const { inputs, properties, changes } = await refreshed(world);
    expect(changes).toBe("none");
    expect(inputs?.["developerKey"] === world.inputs["developerKey"]).toBe(true);
    expect(properties["developerKey"] === world.inputs["developerKey"]).toBe(true);
  });

  test("of the tags is seen as a set, without the owner tag, and repaired", async () => {
    const world = await startManaged({}, { tags: ["sales", "emea"] });
    world.simulator.others.change(Number(world.id), { tags: ["by hand", OWNER_TAG, "sales"] });
    expect((await refreshed(world)).inputs?.["tags"]).toEqual(["by hand", "sales"]);
    expect((await repaired(world))["tags"]).toEqual(["sales", "emea"]);
    expect(theOne(world.simulator).tags).toEqual(["sales", "emea", OWNER_TAG]);
  });

  test("of a missing owner tag is seen, and the next up puts it back", async () => {
    const world = await startManaged();
    world.simulator.others.change(Number(world.id), { tags: ["sales"] });
    const { inputs } = await refreshed(world);
    expect(inputs).not.toHaveProperty("ownerTag");
    expect(inputs?.["tags"]).toEqual(["sales"]);
    expect(await repaired(world)).toEqual(world.state);
    expect(theOne(world.simulator).tags).toEqual(["sales", OWNER_TAG]);
  });

  test("of an instance that was disabled by hand is seen and repaired with one call", async () => {
    const world = await startManaged();
    world.simulator.others.change(Number(world.id), { disabled: true });
    expect((await refreshed(world)).inputs?.["enabled"]).toBe(false);
    world.simulator.requests.length = 0;
    await repaired(world);
    expect(requestsTo(world.simulator)).toEqual([`GET /instances/${world.id}`, `PUT /instances/${world.id}/enabled`]);
    expect(theOne(world.simulator).disabled).toBe(false);
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
    const world = await startManaged({}, { events });
    world.simulator.others.change(Number(world.id), { configuration });
    expect((await refreshed(world)).inputs?.["events"]).toEqual(expected);
    expect(await repaired(world)).toEqual(world.state);
    expect(theOne(world.simulator).configuration).toMatchObject({
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://callback.example.com",
      "event.poller.refresh_interval": "5",
      "event.poller.configuration": '{"todos":{}}',
    });
  });

  test("of events that somebody turned on is seen, and the next up turns them off", async () => {
    const world = await startManaged();
    world.simulator.others.change(Number(world.id), {
      configuration: { "event.notification.enabled": "true", "event.notification.callback.url": "https://by.hand" },
    });
    expect((await refreshed(world)).inputs?.["events"]).toEqual({ callbackUrl: "https://by.hand" });
    await repaired(world);
    expect(theOne(world.simulator).configuration).toMatchObject({
      "event.notification.enabled": "false",
      "event.notification.callback.url": null,
    });
  });

  test("of configuration is seen for the keys given, never for others", async () => {
    const world = await startManaged({}, { configuration: { "pagination.max": 50 } });
    world.simulator.others.change(Number(world.id), {
      configuration: { "base.url": "https://upgraded.example.com", "new.key": "of an upgraded element" },
    });
    expect((await refreshed(world)).changes).toBe("none");
    world.simulator.others.change(Number(world.id), { configuration: { "pagination.max": "75" } });
    expect((await refreshed(world)).inputs?.["configuration"]).toEqual({ "pagination.max": "75" });
    expect(await repaired(world)).toEqual(world.state);
    expect(theOne(world.simulator).configuration).toMatchObject({
      "pagination.max": "50",
      "base.url": "https://upgraded.example.com",
    });
  });

  test("of a key that was unset by hand is seen, and the next up sets it", async () => {
    const world = await startManaged({}, { configuration: { "instance.variables": "a=1" } });
    world.simulator.others.change(Number(world.id), { configuration: { "instance.variables": null } });
    expect((await refreshed(world)).inputs?.["configuration"]).toEqual({});
    await repaired(world);
    expect(theOne(world.simulator).configuration["instance.variables"]).toBe("a=1");
  });
});

describe("a read", () => {
  const OUTPUTS = [
    "instanceId",
    "token",
    "elementId",
    "organizationId",
    "accountId",
    "createdDate",
    "valid",
    "baseUrl",
  ];

  test("returns only inputs as inputs: an output there would be printed in clear by the next preview", async () => {
    const { plugin, id, inputs, state } = await startManaged({}, { events: { callbackUrl: "https://a.example" } });
    const read = await plugin.read(id, state, inputs);
    expect(Object.keys(read.properties)).toEqual(expect.arrayContaining(OUTPUTS));
    expect(Object.keys(read.inputs ?? {}).sort()).toEqual(Object.keys(inputs).sort());
    for (const name of OUTPUTS) expect(read.inputs).not.toHaveProperty(name);
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
      instanceId: id,
      elementId: 7213,
      organizationId: simulator.organizations[0]?.id,
      accountId: simulator.organizations[0]?.accountId,
      createdDate: theOne(simulator).createdDate,
      valid: true,
      baseUrl: simulator.url,
      external: true,
      seenBy: expect.stringMatching(/^[0-9a-f]{10}$/),
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
