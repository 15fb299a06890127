import { declaration } from "../support/platform";
import { outputsOf, setUp, startManaged, theOne } from "./setUp";

describe("the outputs", () => {
  test("are the inputs as in effect, and what the platform gave, and nothing else", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration();
    const { id, properties } = await plugin.create(inputs);
    const { token, ...others } = properties;
    expect(others).toEqual({
      ...inputs,
      ...outputsOf(simulator),
      instanceId: id,
    });
    expect(token === theOne(simulator).token).toBe(true);
  });

  test("have the instance's number as text for id, and the date as RFC 3339", async () => {
    const { simulator, id, state } = await startManaged();
    expect(id).toBe(String(theOne(simulator).id));
    expect(state["createdDate"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("show the tags without the owner tag", async () => {
    const { state } = await startManaged({}, { tags: ["a", "b"] });
    expect(state["tags"]).toEqual(["a", "b"]);
  });

  test("are all there after an update too, the unchanged ones unchanged", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    const after = await plugin.update(id, state, { ...inputs, name: "other", configuration: { "pagination.max": 50 } });
    expect(after).toEqual({ ...state, name: "other", configuration: { "pagination.max": 50 } });
  });

  test("show what the platform made of the declaration: its name, and whether the instance is valid", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { name: "<i>crm</i>" });
    expect(state["name"]).toBe("crm");
    simulator.others.change(Number(id), { valid: false });
    const { properties } = await plugin.read(id, state);
    expect(properties["valid"]).toBe(false);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
  });
});
