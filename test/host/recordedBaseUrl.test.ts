import { configurationFor, declaration, organization, requestsTo, startPlatform } from "../support/platform";
import type { Properties } from "../support/plugin";
import { startPlugin } from "./frontEnd";
import { theOne } from "./setUp";

/** An instance on an old platform, and a plugin that is configured for a new one with the same secrets. */
async function startMoved(more: Properties = {}) {
  const organizations = [organization("")];
  const [old, moved] = [await startPlatform({ organizations }), await startPlatform({ organizations })];
  const inputs = declaration();
  const before = await startPlugin(configurationFor(old));
  const { id, properties: state } = await before.create(inputs);
  await before.stop();
  old.requests.length = 0;
  const plugin = await startPlugin({ ...configurationFor(moved), ...more });
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

  test("that differs from the configured one asks for a replacement if that is allowed, and one line says where", async () => {
    const { old, moved, plugin, id, inputs, state } = await startMoved({ "act365:allowBaseUrlChange": "true" });
    expect(await plugin.diff(id, state, inputs)).toEqual({
      changes: "some",
      replaces: ["baseUrl"],
      deleteBeforeReplace: true,
    });
    expect(plugin.output()).toBe(
      `act365: crm: warning: instance ${id} will be deleted on ${old.url}, and a new one created on ${moved.url} (stack ` +
        "configuration or provider input act365:baseUrl), since allowBaseUrlChange is true\n",
    );
    await plugin.delete(id, state);
    const { properties } = await plugin.create(inputs);
    expect(properties["baseUrl"]).toBe(moved.url);
    expect(old.instances()).toEqual([]);
    expect(theOne(moved).name).toBe("crm");
  });
});
