import { canary } from "../../support/canary";
import { linkTo } from "../../support/errorPage";
import { requestsTo } from "../../support/platform";
import { PROVIDER_TEXT } from "../../support/plugin";
import { liveIds, partialFailureOf, startManaged, theOne, totalFailureOf, within } from "../setUp";

describe("case 28: an update does only a part of its work", () => {
  test("case 28a: the PATCH is done, disabling fails: the state has what is in effect; the next update does the rest", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403, message: "not you" } });
    const changed = { ...inputs, name: "other", enabled: false };
    const partial = await partialFailureOf(plugin.update(id, state, changed));
    expect(partial.reasons).toEqual([
      expect.stringMatching(/^Instance \d+ is as declared, but was not disabled: DELETE .* returned 403: not you/),
    ]);
    expect(partial.state).toEqual({ ...state, name: "other" });
    simulator.requests.length = 0;
    expect(await plugin.update(id, partial.state, changed)).toEqual({ ...state, name: "other", enabled: false });
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}/enabled`]);
  });

  test("case 28b: the instance can be deleted with the state that the engine keeps", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const partial = await partialFailureOf(plugin.update(id, state, { ...inputs, enabled: false }));
    expect(partial.state["__provider"]).toBe(PROVIDER_TEXT);
    await plugin.delete(partial.id, partial.state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 28c: new keys that are refused: the old name and keys are still in effect, and the next update sends all again", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const changed = { ...inputs, name: "other", apiKey: canary("new"), developerKey: canary("new developer") };
    simulator.faults.add({
      method: "PUT",
      fault: { kind: "status", status: 401, providerMessage: "the key is not valid" },
    });
    const partial = await partialFailureOf(plugin.update(id, state, changed));
    expect(partial.reasons[0]).toMatch(
      /^Instance \d+ was not updated as declared: PUT .*Act! 365 says: the key is not valid/,
    );
    expect(partial.reasons[1]).toBe(
      "Done: nothing. Not done: name, apiKey, developerKey; the next pulumi up sends it again" +
        linkTo("partial-failure"),
    );
    expect(partial.state["name"]).toBe("crm");
    for (const key of ["apiKey", "developerKey"]) expect(partial.state[key] === inputs[key]).toBe(true);
    expect(partial.state["sendCredentialsAgain"]).toBe(true);
    expect((await plugin.diff(id, partial.state, changed)).changes).toBe("some");
    const after = await plugin.update(id, partial.state, changed);
    expect((await plugin.diff(id, after, changed)).changes).toBe("none");
    expect(theOne(simulator).configuration["password"] === changed.developerKey).toBe(true);
  });

  test("case 28d: back to the old declaration after refused keys: the developer key, which no read shows, is sent again", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const changed = { ...inputs, developerKey: canary("new developer") };
    simulator.faults.add({
      method: "PUT",
      fault: { kind: "status", status: 500, when: "afterCommit" },
      call: [1, 2, 3, 4, 5],
    });
    const partial = await partialFailureOf(plugin.update(id, state, { ...changed, ...within("20s") }));
    expect(theOne(simulator).configuration["password"] === changed.developerKey).toBe(true);
    expect((await plugin.diff(id, partial.state, inputs)).changes).toBe("some");
    await plugin.update(id, partial.state, inputs);
    expect(theOne(simulator).configuration["password"] === inputs["developerKey"]).toBe(true);
  });

  test("case 28e: the outcome of a PUT is unknown, and the instance cannot be read: everything is sent again", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("2s"));
    const changed = { ...inputs, name: "other", tags: ["emea"], configuration: { "pagination.max": 50 } };
    simulator.faults.add({ method: "PUT", call: "every", fault: { kind: "close", when: "afterCommit" } });
    simulator.faults.add({ method: "GET", call: "every", fault: { kind: "close", when: "beforeCommit" } });
    const partial = await partialFailureOf(plugin.update(id, state, changed));
    expect(partial.reasons[1]).toMatch(
      /^It is not known which of name, tags, configuration are in effect .*; the next pulumi up sends them again \(https:.*#partial-failure\)$/,
    );
    expect(partial.state["token"] === state["token"]).toBe(true);
    simulator.faults.clear();
    for (const declared of [changed, inputs]) {
      const after = await plugin.update(id, partial.state, declared);
      expect((await plugin.diff(id, after, declared)).changes).toBe("none");
      const read = await plugin.read(id, after);
      expect((await plugin.diff(id, read.properties, declared)).changes).toBe("none");
    }
    expect(theOne(simulator).configuration["pagination.max"]).toBe("150");
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 28h: the outcome of disabling is unknown, and the program goes back: the instance is enabled", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("2s"));
    const path = "/instances/*/enabled";
    simulator.faults.add({ path, call: "every", fault: { kind: "close", when: "afterCommit" } });
    const partial = await partialFailureOf(plugin.update(id, state, { ...inputs, enabled: false }));
    expect(theOne(simulator).disabled).toBe(true);
    simulator.faults.clear();
    expect(await plugin.update(id, partial.state, inputs)).toEqual(state);
    expect(theOne(simulator).disabled).toBe(false);
  });

  test("case 28f: nothing was sent: the state stays as it is", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ method: "PATCH", fault: { kind: "status", status: 429, retryAfter: 3_600 } });
    expect(await totalFailureOf(plugin.update(id, state, { ...inputs, name: "other" }))).toMatch(/try again after/);
    expect(theOne(simulator).name).toBe("crm");
  });

  test("case 28g: all is done but the verification: the next update sends all again, and verifies", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const changed = { ...inputs, name: "other", verify: true };
    simulator.faults.add({
      path: "/hubs/crm/ping",
      fault: { kind: "body", body: '{"endpoint":"actessentials","valid":false}' },
    });
    const partial = await partialFailureOf(plugin.update(id, state, changed));
    expect(partial.state).toEqual({ ...state, name: "other", verify: true, sendCredentialsAgain: true });
    simulator.requests.length = 0;
    await plugin.update(id, partial.state, changed);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`, "GET /hubs/crm/ping"]);
  });
});
