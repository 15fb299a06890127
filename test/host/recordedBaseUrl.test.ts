import { configurationFor, declaration, organization, requestsTo, startPlatform } from "../support/platform";
import { startPlugin } from "../support/plugin";
import { theOne } from "./world";

/** An instance on an old platform, and a plugin that is configured for a new one with the same secrets. */
async function startMoved() {
  const organizations = [organization("")];
  const [old, moved] = [await startPlatform({ organizations }), await startPlatform({ organizations })];
  const inputs = declaration();
  const before = await startPlugin(configurationFor(old));
  const { id, properties: state } = await before.create(inputs);
  await before.stop();
  old.requests.length = 0;
  const plugin = await startPlugin(configurationFor(moved));
  return { old, moved, plugin, id, inputs, state };
}

describe("the base URL in the state", () => {
  test("is where read, update and delete go, whatever is configured", async () => {
    const { old, moved, plugin, id, inputs, state } = await startMoved();
    const read = await plugin.read(id, state);
    const after = await plugin.update(id, read.properties, { ...inputs, name: "other" });
    expect([read.properties["baseUrl"], after["baseUrl"]]).toEqual([old.url, old.url]);
    await plugin.delete(id, after);
    expect(requestsTo(old)).toEqual([`GET /instances/${id}`, `PATCH /instances/${id}`, `DELETE /instances/${id}`]);
    expect(moved.requests).toEqual([]);
    expect(old.instances()).toEqual([]);
  });

  test("that differs from the configured one asks for a replacement, which creates on the configured one", async () => {
    const { old, moved, plugin, id, inputs, state } = await startMoved();
    expect(await plugin.diff(id, state, inputs)).toEqual({
      changes: "some",
      replaces: ["baseUrl"],
      deleteBeforeReplace: true,
    });
    await plugin.delete(id, state);
    const { properties } = await plugin.create(inputs);
    expect(properties["baseUrl"]).toBe(moved.url);
    expect(old.instances()).toEqual([]);
    expect(theOne(moved).name).toBe("crm");
  });
});
