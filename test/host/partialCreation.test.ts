import { canary } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import { PROVIDER_TEXT } from "../support/plugin";
import { outputsOf, partialFailureOf, setUp, theOne, totalFailureOf } from "./setUp";

describe("a creation that made an instance and then failed", () => {
  test("hands the engine the id, all outputs, and the provider text; the next update does the rest", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ enabled: false });
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403, message: "not you" } });
    const { id, state, reasons, message } = await partialFailureOf(plugin.create(inputs));
    expect(message).toMatch(
      /^Instance \d+ is as declared, but was not disabled: DELETE \/instances\/\d+\/enabled returned 403: not you \(request id [0-9a-f]{24}\)/,
    );
    expect(reasons).toEqual([message]);
    const { token, ...others } = state;
    expect(others).toEqual({
      ...inputs,
      enabled: true,
      __provider: PROVIDER_TEXT,
      ...outputsOf(simulator),
    });
    expect(token === theOne(simulator).token).toBe(true);
    simulator.requests.length = 0;
    const after = await plugin.update(id, state, inputs);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}/enabled`]);
    expect(after).toEqual({ ...state, enabled: false });
  });

  test("can be deleted with the state that the engine kept", async () => {
    const { simulator, plugin, nextPlugin } = await setUp();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const { id, state } = await partialFailureOf(plugin.create(declaration({ enabled: false })));
    await (await nextPlugin()).delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("can be read with the state that the engine kept", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const inputs = declaration({ enabled: false });
    const { id, state } = await partialFailureOf(plugin.create(inputs));
    const read = await plugin.read(id, state);
    expect(read.inputs).toEqual({ ...inputs, enabled: true });
  });

  test("because the vendor refused the keys is found by its owner tag, kept, and provisioned by the next update", async () => {
    const { simulator, plugin } = await setUp();
    const apiKey = canary("bad apiKey");
    simulator.faults.add({
      method: "POST",
      fault: { kind: "status", status: 401, when: "afterCommit", providerMessage: "the key is not valid" },
    });
    const { id, state, message } = await partialFailureOf(plugin.create(declaration({ apiKey })));
    expect(id).toBe(String(theOne(simulator).id));
    expect(message).toMatch(
      /^Instance \d+ was created, but: POST .* returned 401: .*Act! 365 says: the key is not valid/,
    );
    expect(message).toMatch(/Check apiKey \(find it in .*\) and developerKey \(find it in .*\)\. If an earlier run/);
    const inputs = declaration();
    simulator.requests.length = 0;
    const after = await plugin.update(id, state, inputs);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
    expect((await plugin.diff(id, after, inputs)).changes).toBe("none");
    expect(simulator.instances()).toHaveLength(1);
  });
});

describe("a creation that made no instance", () => {
  test("because the vendor refused the keys fails with the vendor's message, after one search", async () => {
    const apiKey = canary("bad apiKey");
    const { simulator, plugin } = await setUp({ platform: { badKeys: [apiKey] } });
    const message = await totalFailureOf(plugin.create(declaration({ apiKey })));
    expect(message).toMatch(/^POST \/instances returned 401: .*Act! 365 says: Unauthorized: the key is not valid/);
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      "POST /instances",
      "GET /elements/actessentials/instances",
    ]);
    expect(simulator.instances()).toEqual([]);
  });

  test("because a key of the configuration is missing fails at once with the platform's message", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "status", status: 400, message: "Missing: username" } });
    const message = await totalFailureOf(plugin.create(declaration()));
    expect(message).toMatch(
      /^POST \/instances returned 400: Missing: username \(request id [0-9a-f]{24}\)\. Correct the inputs that the message names \(https:.*#error-response\)$/,
    );
    expect(requestsTo(simulator)).toEqual(["GET /elements/actessentials/instances", "POST /instances"]);
  });
});
