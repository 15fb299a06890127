import { canary } from "../../support/canary";
import { bodyOf, partialFailureOf, startManaged, theOne } from "../setUp";

/** New keys that the vendor refused, and what the engine keeps. */
async function startRefused() {
  const managed = await startManaged();
  const { simulator, plugin, id, inputs, state } = managed;
  const changed = { ...inputs, apiKey: canary("new apiKey"), developerKey: canary("new developerKey") };
  simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 401, providerMessage: "not valid" } });
  const partial = await partialFailureOf(plugin.update(id, state, changed));
  simulator.requests.length = 0;
  return { ...managed, changed, partial };
}

describe("new keys that were refused", () => {
  test("leave the old keys in the state, with the mark that they must be sent again", async () => {
    const { inputs, partial } = await startRefused();
    expect(partial.state["sendCredentialsAgain"]).toBe(true);
    expect(partial.state["apiKey"] === inputs["apiKey"]).toBe(true);
    expect(partial.state["developerKey"] === inputs["developerKey"]).toBe(true);
  });

  test.each(["the new ones", "the old ones"])("are sent by the next update where the program has %s", async (which) => {
    const { simulator, plugin, id, inputs, changed, partial } = await startRefused();
    const declared = which === "the new ones" ? changed : inputs;
    expect((await plugin.diff(id, partial.state, declared)).changes).toBe("some");
    const after = await plugin.update(id, partial.state, declared);
    expect(bodyOf(simulator, "PUT")).toHaveProperty("configuration");
    expect(theOne(simulator).configuration["password"] === declared["developerKey"]).toBe(true);
    expect(after["sendCredentialsAgain"]).toBeUndefined();
    expect((await plugin.diff(id, after, declared)).changes).toBe("none");
  });
});

test("a rotation sends neither name nor tags where they did not change, so what others made of them stays", async () => {
  const { simulator, plugin, id, inputs, state } = await startManaged();
  const tags = ["by hand", String(inputs["ownerTag"])];
  simulator.others.change(Number(id), { name: "by hand", tags });
  const changed = { ...inputs, developerKey: canary("new developerKey") };
  const after = await plugin.update(id, state, changed);
  expect(bodyOf(simulator, "PUT")).not.toHaveProperty("name");
  expect(bodyOf(simulator, "PUT")).not.toHaveProperty("tags");
  expect(theOne(simulator)).toMatchObject({ name: "by hand", tags: expect.arrayContaining(tags) });
  expect(after).toMatchObject({ name: state["name"], tags: state["tags"] });
  expect((await plugin.diff(id, after, changed)).changes).toBe("none");
});
