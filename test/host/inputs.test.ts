import { canary } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import { bodyOf, setUp, startManaged, theOne } from "./setUp";

const LOOK = "GET /elements/actessentials/instances";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

describe("name", () => {
  test("names the instance, and changes in place", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { name: "crm" });
    expect(theOne(simulator).name).toBe("crm");
    expect(await plugin.diff(id, state, { ...inputs, name: "other" })).toMatchObject({ changes: "some", replaces: [] });
    const after = await plugin.update(id, state, { ...inputs, name: "other" });
    expect(after).toEqual({ ...state, name: "other" });
    expect(theOne(simulator)).toMatchObject({ id: Number(id), name: "other" });
  });

  test("is compared as the platform keeps it, without HTML tags", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { name: "<b>crm</b> @ sales" });
    expect(theOne(simulator).name).toBe("crm @ sales");
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
    const { properties } = await plugin.read(id, state);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
    expect((await plugin.diff(id, properties, { ...inputs, name: "<b>crm</b> @ marketing" })).changes).toBe("some");
  });
});

describe("apiKey and developerKey", () => {
  test("become username and password of the configuration", async () => {
    const { simulator, inputs } = await startManaged();
    const { configuration } = theOne(simulator);
    expect(configuration["username"] === inputs["apiKey"]).toBe(true);
    expect(configuration["password"] === inputs["developerKey"]).toBe(true);
  });

  test.each(["apiKey", "developerKey"])("a new %s is one PUT with both keys; id and token stay", async (name) => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const changed = { ...inputs, [name]: canary(`new ${name}`) };
    expect(await plugin.diff(id, state, changed)).toMatchObject({ changes: "some", replaces: [] });
    const after = await plugin.update(id, state, changed);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
    const { configuration, token } = theOne(simulator);
    expect(configuration["username"] === changed["apiKey"]).toBe(true);
    expect(configuration["password"] === changed["developerKey"]).toBe(true);
    expect(after["token"] === token && token === state["token"]).toBe(true);
    expect((await plugin.diff(id, after, changed)).changes).toBe("none");
  });

  test("the mask that the platform shows is never sent back", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({ platform: { maskStoredLiterally: true } });
    const { properties } = await plugin.read(id, state);
    await plugin.update(id, properties, { ...inputs, configuration: { "pagination.max": 50 } });
    expect(theOne(simulator).configuration["password"] === inputs["developerKey"]).toBe(true);
  });
});

describe("tags", () => {
  test("none declared means the owner tag alone, not the name that the platform would take", async () => {
    const { tags: _, ...inputs } = declaration();
    const { simulator, plugin } = await setUp();
    const { properties } = await plugin.create(inputs);
    expect(theOne(simulator).tags).toEqual([OWNER_TAG]);
    expect(properties["tags"]).toEqual([]);
  });

  test("none declared and no owner tag means none", async () => {
    const { tags: _, ownerTag: __, ...inputs } = declaration();
    const { simulator, plugin } = await setUp();
    await plugin.create(inputs);
    expect(theOne(simulator).tags).toEqual([]);
  });

  test("an empty list clears them, and keeps the owner tag", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { tags: ["sales", "emea"] });
    const after = await plugin.update(id, state, { ...inputs, tags: [] });
    expect(bodyOf(simulator, "PATCH")).toEqual({ tags: [OWNER_TAG] });
    expect(theOne(simulator).tags).toEqual([OWNER_TAG]);
    expect(after["tags"]).toEqual([]);
  });

  test("are a set: neither the order, nor the platform's order, nor a repetition makes a difference", async () => {
    const { plugin, id, inputs, state } = await startManaged({}, { tags: ["a", "b", "c", "d", "e"] });
    expect(state["tags"]).toEqual(["a", "b", "c", "d", "e"]);
    expect((await plugin.diff(id, state, { ...inputs, tags: ["e", "d", "c", "b", "a", "a"] })).changes).toBe("none");
    for (let reads = 0; reads < 5; reads += 1) {
      const read = await plugin.read(id, state);
      expect(read.inputs?.["tags"]).toEqual(["a", "b", "c", "d", "e"]);
    }
  });
});

describe("enabled", () => {
  test("false at creation makes the instance and then disables it", async () => {
    const { simulator, plugin } = await setUp();
    const { id, properties } = await plugin.create(declaration({ enabled: false }));
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, `DELETE /instances/${id}/enabled`]);
    expect(properties["enabled"]).toBe(false);
    expect(theOne(simulator).disabled).toBe(true);
  });

  test("changes in place with one call each way", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const off = await plugin.update(id, state, { ...inputs, enabled: false });
    expect(theOne(simulator).disabled).toBe(true);
    const on = await plugin.update(id, off, { ...inputs, enabled: true });
    expect(theOne(simulator).disabled).toBe(false);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}/enabled`, `PUT /instances/${id}/enabled`]);
    expect([off["enabled"], on]).toEqual([false, state]);
  });

  test("not given means true", async () => {
    const { enabled: _, ...inputs } = declaration();
    const { simulator, plugin } = await setUp();
    const { id, properties } = await plugin.create(inputs);
    expect(properties["enabled"]).toBe(true);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
    simulator.others.change(Number(id), { disabled: true });
    const read = await plugin.read(id, properties);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("some");
  });
});

describe("configuration", () => {
  const KEYS = { "filter.response.nulls": false, "pagination.max": 50, "instance.variables": "a=1", "made.up": "text" };

  test("goes to the platform key by key, as text; the state keeps the program's types", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { configuration: KEYS });
    expect(theOne(simulator).configuration).toMatchObject({
      "filter.response.nulls": "false",
      "pagination.max": "50",
      "instance.variables": "a=1",
      "made.up": "text",
    });
    expect(state["configuration"]).toEqual(KEYS);
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
    expect((await plugin.read(id, state)).inputs?.["configuration"]).toEqual(KEYS);
  });

  test("a new value is one PUT; the same value in another type is no difference", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { configuration: KEYS });
    const retyped = { ...KEYS, "filter.response.nulls": "false", "pagination.max": "50" };
    expect((await plugin.diff(id, state, { ...inputs, configuration: retyped })).changes).toBe("none");
    const after = await plugin.update(id, state, { ...inputs, configuration: { ...KEYS, "pagination.max": 75 } });
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
    expect(theOne(simulator).configuration["pagination.max"]).toBe("75");
    expect(after["configuration"]).toEqual({ ...KEYS, "pagination.max": 75 });
  });

  test("a key that is no longer named goes back to the element's default, or null where it has none", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { configuration: KEYS });
    const { configuration: _, ...without } = inputs;
    const after = await plugin.update(id, state, without);
    expect(bodyOf(simulator, "PUT")).toMatchObject({
      configuration: {
        "filter.response.nulls": "true",
        "pagination.max": "150",
        "instance.variables": null,
        "made.up": null,
      },
    });
    expect(theOne(simulator).configuration).toMatchObject({ "filter.response.nulls": "true", "made.up": null });
    expect(after).not.toHaveProperty("configuration");
    expect((await plugin.diff(id, after, without)).changes).toBe("none");
  });
});
