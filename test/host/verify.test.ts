import type { Fault } from "act365-simulator";
import { canary } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import { partialFailureOf, setUp, startManaged, theOne } from "./setUp";

describe("verify", () => {
  test("pings through the instance, with its token, after create and after update", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ verify: true });
    const { id, properties } = await plugin.create(inputs);
    await plugin.update(id, properties, { ...inputs, name: "other" });
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      "POST /instances",
      "GET /elements/actessentials/instances",
      "GET /hubs/crm/ping",
      `PATCH /instances/${id}`,
      "GET /hubs/crm/ping",
    ]);
    const pings = simulator.requests.filter(({ path }) => path === "/hubs/crm/ping");
    expect(pings.map(({ headers }) => headers["authorization"])).toEqual(
      Array(2).fill("User ***, Organization ***, Element ***"),
    );
  });

  test("is off unless declared", async () => {
    const { simulator, plugin } = await setUp();
    await plugin.create(declaration());
    expect(requestsTo(simulator)).not.toContain("GET /hubs/crm/ping");
  });

  test("is never a difference by itself", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    expect((await plugin.diff(id, state, { ...inputs, verify: true })).changes).toBe("none");
    expect((await plugin.diff(id, { ...state, verify: true }, { ...inputs, verify: false })).changes).toBe("none");
  });

  test("does not ping a disabled instance, whose calls are refused", async () => {
    const { simulator, plugin } = await setUp();
    await plugin.create(declaration({ verify: true, enabled: false }));
    expect(requestsTo(simulator)).not.toContain("GET /hubs/crm/ping");
  });

  test("accepts the element's key, whether valid is a boolean, a text, or missing", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { verify: true });
    for (const valid of [',"valid":true', ',"valid":"true"', ""]) {
      const body = `{"endpoint":"actessentials"${valid}}`;
      simulator.faults.add({ path: "/hubs/crm/ping", fault: { kind: "body", body } });
      await plugin.update(id, state, inputs);
    }
    expect(simulator.faults.played).toBe(3);
  });

  const bad: [string, Fault][] = [
    ["valid is false", { kind: "body", body: '{"endpoint":"actessentials","valid":false}' }],
    ["valid is the text false", { kind: "body", body: '{"endpoint":"actessentials","valid":"false"}' }],
    ["another element responds", { kind: "body", body: '{"endpoint":"sfdc","valid":true}' }],
    ["nobody is named", { kind: "body", body: "{}" }],
    ["the response is no JSON", { kind: "body", body: "<html>" }],
    ["the vendor refuses", { kind: "status", status: 401, providerMessage: "the key is not valid" }],
  ];
  test.each(bad)("fails where %s, and keeps the instance for the next up, which verifies again", async (_, fault) => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ verify: true });
    simulator.faults.add({ path: "/hubs/crm/ping", fault });
    const { id, state, message } = await partialFailureOf(plugin.create(inputs));
    expect(message).toMatch(/^Instance \d+ is as declared, but is not verified: /);
    expect(id).toBe(String(theOne(simulator).id));
    // A refresh makes the engine forget the failure, so there must be a difference.
    expect((await plugin.diff(id, (await plugin.read(id, state)).properties, inputs)).changes).toBe("some");
    simulator.requests.length = 0;
    const after = await plugin.update(id, state, inputs);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`, "GET /hubs/crm/ping"]);
    expect(after["token"] === theOne(simulator).token).toBe(true);
  });

  test("reports that Act! 365 refuses the keys of an instance that the platform created all the same", async () => {
    const apiKey = canary("bad apiKey");
    const { simulator, plugin } = await setUp({ platform: { badKeys: [apiKey], badKeysResponse: "createAnyway" } });
    const { id, state, message } = await partialFailureOf(plugin.create(declaration({ apiKey, verify: true })));
    expect(message).toMatch(
      /GET \/hubs\/crm\/ping returned 200 \(request id \w+\), but Act! 365 did not confirm .*Check apiKey and developerKey/,
    );
    const inputs = declaration({ verify: true });
    const after = await plugin.update(id, state, inputs);
    expect(after["apiKey"] === inputs["apiKey"]).toBe(true);
    expect(simulator.instances()).toHaveLength(1);
  });
});
