import { canary, rememberSecret } from "../../support/canary";
import { requestsTo } from "../../support/platform";
import { startManaged, theOne, totalFailureOf } from "../setUp";

describe("case 26: somebody changes or deletes the instance by hand", () => {
  test("case 26a: deleted: a refresh returns no id, so that the engine drops it", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.others.remove(Number(id));
    expect(await plugin.read(id, state)).toMatchObject({ id: "" });
  });

  test("case 26b: deleted: an update says so, and that a refresh helps", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.others.remove(Number(id));
    for (const change of [{ name: "other" }, { apiKey: canary("other") }, { enabled: false }]) {
      expect(await totalFailureOf(plugin.update(id, state, { ...inputs, ...change }))).toMatch(
        /^Instance \d+ no longer exists on the platform \(.* 404.*Run pulumi refresh, which removes it from the state/,
      );
    }
  });

  test("case 26c: changed in every way at once: a refresh shows each field, and one update repairs them all", async () => {
    const configuration = { "pagination.max": 50 };
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { configuration });
    const otherKey = canary("other apiKey");
    simulator.others.change(Number(id), {
      name: "by hand",
      tags: ["by hand"],
      disabled: true,
      configuration: { username: otherKey, "pagination.max": "75", "event.notification.enabled": "true" },
    });
    const read = await plugin.read(id, state, inputs);
    const { apiKey, developerKey: _, ...seen } = read.inputs ?? {};
    expect(apiKey === otherKey).toBe(true);
    expect(seen).toEqual({
      __provider: inputs["__provider"],
      name: "by hand",
      tags: ["by hand"],
      enabled: false,
      verify: false,
      configuration: { "pagination.max": "75" },
      events: { callbackUrl: "" },
    });
    simulator.requests.length = 0;
    expect(await plugin.update(id, read.properties, inputs)).toEqual(state);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`, `PUT /instances/${id}/enabled`]);
    expect(theOne(simulator)).toMatchObject({ name: "crm", disabled: false });
  });
});

describe("case 27: the element token", () => {
  test("case 27a: a token that changed is the new output after a refresh, and after an update", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const token = canary("rotated token");
    simulator.others.change(Number(id), { token });
    const read = await plugin.read(id, state);
    expect(read.properties["token"] === token).toBe(true);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
    const after = await plugin.update(id, state, { ...inputs, name: "other" });
    expect(after["token"] === token).toBe(true);
  });

  test("case 27b: a response without the token keeps the one in the state", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    rememberSecret("token", theOne(simulator).token);
    const body = JSON.stringify({ id: Number(id), name: "crm", tags: ["sales", inputs["ownerTag"]] });
    simulator.faults.add({ method: "GET", fault: { kind: "body", body } });
    simulator.faults.add({ method: "PATCH", fault: { kind: "body", body } });
    expect((await plugin.read(id, state)).properties).toEqual(state);
    expect((await plugin.update(id, state, { ...inputs, tags: ["x"] }))["token"] === state["token"]).toBe(true);
  });

  test("case 27c: the token stays over a rename, new tags and new keys", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    for (const change of [{ name: "other" }, { tags: [] }, { apiKey: canary("other") }, { enabled: false }]) {
      const after = await plugin.update(id, state, { ...inputs, ...change });
      expect(after["token"] === state["token"]).toBe(true);
    }
  });
});
