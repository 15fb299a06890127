import { canary } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import type { Properties } from "../support/plugin";
import { setUp, startManaged, theOne } from "./setUp";

const POLLERS = { lists: { url: "/hubs/crm/lists?where=created>'$" + "{gmtDate}'", idField: "id" } };

function allEvents(): Properties {
  return {
    callbackUrl: "https://callback.example.com/act365",
    pollIntervalMinutes: 5,
    callbackHeaders: `authorization: Bearer ${canary("callbackHeaders")}`,
    basicAuth: { username: "platform", password: canary("basicPassword") },
    signatureKey: canary("signatureKey"),
    pollers: POLLERS,
  };
}

describe("events", () => {
  test("become the polling keys of the configuration", async () => {
    const events = allEvents();
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events });
    const { configuration } = theOne(simulator);
    const { password } = events["basicAuth"] as { password: string };
    expect({
      enabled: configuration["event.notification.enabled"],
      type: configuration["event.vendor.type"],
      url: configuration["event.notification.callback.url"],
      interval: configuration["event.poller.refresh_interval"],
      user: configuration["event.notification.basic.username"],
      pollers: JSON.parse(configuration["event.poller.configuration"] ?? ""),
      headers: configuration["event.notification.callback.headers"] === events["callbackHeaders"],
      password: configuration["event.notification.basic.password"] === password,
      signature: configuration["event.notification.signature.key"] === events["signatureKey"],
    }).toEqual({
      enabled: "true",
      type: "polling",
      url: "https://callback.example.com/act365",
      interval: "5",
      user: "platform",
      pollers: POLLERS,
      headers: true,
      password: true,
      signature: true,
    });
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
    const read = await plugin.read(id, state);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });

  test("with a callback alone leave everything else to the element", async () => {
    const events = { callbackUrl: "https://callback.example.com" };
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events });
    expect(theOne(simulator).configuration).toMatchObject({
      "event.notification.enabled": "true",
      "event.poller.refresh_interval": "15",
      "event.notification.basic.username": null,
    });
    expect(state["events"]).toEqual(events);
    const read = await plugin.read(id, state);
    expect(read.inputs?.["events"]).toEqual(events);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });

  const changes: [string, Properties][] = [
    ["callbackUrl", { callbackUrl: "https://other.example.com" }],
    ["pollIntervalMinutes", { pollIntervalMinutes: 30 }],
    ["pollers", { pollers: {} }],
  ];
  test.each(changes)("a new %s is one PUT, and then no difference", async (_, change) => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events: allEvents() });
    const changed = { ...inputs, events: { ...(inputs["events"] as Properties), ...change } };
    expect((await plugin.diff(id, state, changed)).changes).toBe("some");
    const after = await plugin.update(id, state, changed);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
    expect((await plugin.diff(id, after, changed)).changes).toBe("none");
  });

  test("a new secret of each kind is a difference, and arrives", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events: allEvents() });
    const other = allEvents();
    for (const name of ["callbackHeaders", "basicAuth", "signatureKey"]) {
      const changed = { ...inputs, events: { ...(inputs["events"] as Properties), [name]: other[name] } };
      expect([name, (await plugin.diff(id, state, changed)).changes]).toEqual([name, "some"]);
    }
    const after = await plugin.update(id, state, { ...inputs, events: other });
    const { configuration } = theOne(simulator);
    expect(configuration["event.notification.signature.key"] === other["signatureKey"]).toBe(true);
    expect((await plugin.diff(id, after, { ...inputs, events: other })).changes).toBe("none");
  });

  test("that are removed turn notification off and reset every key", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events: allEvents() });
    const { events: _, ...without } = inputs;
    expect((await plugin.diff(id, state, without)).changes).toBe("some");
    const after = await plugin.update(id, state, without);
    const { configuration } = theOne(simulator);
    expect(configuration).toMatchObject({
      "event.notification.enabled": "false",
      "event.vendor.type": "polling",
      "event.notification.callback.url": null,
      "event.notification.callback.headers": null,
      "event.poller.refresh_interval": "15",
      "event.notification.basic.username": null,
      "event.notification.basic.password": null,
      "event.notification.signature.key": null,
    });
    expect(Object.keys(JSON.parse(configuration["event.poller.configuration"] ?? ""))).toEqual(["todos"]);
    expect(after).not.toHaveProperty("events");
    expect((await plugin.diff(id, after, without)).changes).toBe("none");
  });

  test("with one property removed reset that property's keys alone", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { events: allEvents() });
    const { pollIntervalMinutes: _, basicAuth: __, ...rest } = inputs["events"] as Properties;
    const changed = { ...inputs, events: rest };
    const after = await plugin.update(id, state, changed);
    expect(theOne(simulator).configuration).toMatchObject({
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://callback.example.com/act365",
      "event.poller.refresh_interval": "15",
      "event.notification.basic.username": null,
      "event.notification.basic.password": null,
    });
    const read = await plugin.read(id, after);
    expect((await plugin.diff(id, read.properties, changed)).changes).toBe("none");
  });

  test("may be declared with plain configuration keys instead", async () => {
    const configuration = {
      "event.notification.enabled": true,
      "event.notification.callback.url": "https://callback.example.com",
    };
    const { plugin, id, inputs, state } = await startManaged({}, { configuration });
    expect(state).not.toHaveProperty("events");
    const read = await plugin.read(id, state);
    expect(read.inputs).not.toHaveProperty("events");
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });

  test("given both ways are a check failure", async () => {
    const { plugin } = await setUp();
    const { failures } = await plugin.check(
      {},
      declaration({
        events: { callbackUrl: "https://callback.example.com" },
        configuration: { "event.notification.callback.url": "https://other.example.com" },
      }),
    );
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringMatching(/^configuration\["event.notification.callback.url"\] is also set by events/),
      },
    ]);
  });
});
