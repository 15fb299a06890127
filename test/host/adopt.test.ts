import { canary, failureOf } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import { createOne, liveIds, partialFailureOf, setUp, startManaged, theOne } from "./setUp";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
const FOREIGN_TAG = "pulumi:other/prod/crm:fedcba9876";

/** A setup with an instance that somebody made by hand. */
async function startWithForeign(tags: string[] = ["by hand"]) {
  const setup = await setUp();
  const configuration = {
    username: canary("old apiKey"),
    password: canary("old developerKey"),
    "pagination.max": "75",
  };
  const { id } = setup.simulator.others.create({ name: "by hand", tags, configuration });
  return { ...setup, foreignId: String(id) };
}

describe("adoptId", () => {
  test("adopts the instance and brings it to the declared state, without a POST", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign();
    const inputs = declaration({ adoptId: foreignId });
    const { id, properties } = await plugin.create(inputs);
    expect(id).toBe(foreignId);
    expect(requestsTo(simulator)).toEqual([
      `GET /instances/${id}`,
      "GET /elements/actessentials/instances",
      `PUT /instances/${id}`,
    ]);
    expect(theOne(simulator)).toMatchObject({ name: "crm", tags: ["sales", OWNER_TAG] });
    expect(theOne(simulator).configuration["password"] === inputs["developerKey"]).toBe(true);
    expect(theOne(simulator).configuration["pagination.max"]).toBe("75");
    expect(properties["token"] === theOne(simulator).token).toBe(true);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
    expect(plugin.output()).toBe(`act365: crm: adopted instance ${id}, which adoptId names\n`);
  });

  test("is ignored after creation: neither a new id nor none makes a difference", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign();
    const inputs = declaration({ adoptId: foreignId });
    const { id, properties } = await plugin.create(inputs);
    const { adoptId: _, ...without } = inputs;
    expect((await plugin.diff(id, properties, without)).changes).toBe("none");
    expect((await plugin.diff(id, properties, { ...inputs, adoptId: "99999" })).changes).toBe("none");
    simulator.requests.length = 0;
    await plugin.update(id, properties, { ...inputs, adoptId: "99999", name: "other" });
    expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`]);
  });

  test("refuses an instance with another declaration's owner tag, names the tag, and changes nothing", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign(["by hand", FOREIGN_TAG]);
    const error = await failureOf(plugin.create(declaration({ adoptId: foreignId })));
    expect(error.message).toMatch(
      `instance ${foreignId} belongs to another declaration, whose owner tag is ${FOREIGN_TAG}`,
    );
    expect(requestsTo(simulator)).toEqual([`GET /instances/${foreignId}`]);
    expect(theOne(simulator).name).toBe("by hand");
  });

  test("refuses it even where owner tags are switched off", async () => {
    const { plugin, foreignId } = await startWithForeign([FOREIGN_TAG]);
    const { ownerTag: _, ...inputs } = declaration({ adoptId: foreignId });
    expect((await failureOf(plugin.create(inputs))).message).toContain(FOREIGN_TAG);
  });

  test("without owner tags, a create before the older resource's diff shares its instance: the diff warns", async () => {
    const { plugin: earlier, nextPlugin, foreignId } = await startWithForeign();
    const { ownerTag: _, ...older } = declaration({ adoptId: foreignId });
    const { properties } = await earlier.create(older);

    const plugin = await nextPlugin();
    expect((await plugin.create({ ...older, name: "second" })).id).toBe(foreignId);
    expect((await plugin.diff(foreignId, properties, older)).changes).toBe("none");
    expect(plugin.output()).toContain(
      `act365: crm: warning: instance ${foreignId} is also managed by another resource of this program (named "second")`,
    );
  });

  test("adopts an instance that carries this declaration's owner tag, so an interrupted adoption can be repeated", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign(["by hand", OWNER_TAG]);
    expect((await plugin.create(declaration({ adoptId: foreignId }))).id).toBe(foreignId);
    expect(theOne(simulator).name).toBe("crm");
  });

  test("adopts an instance with a tag that merely begins like an owner tag", async () => {
    const { plugin, foreignId } = await startWithForeign(["pulumi:managed"]);
    expect((await plugin.create(declaration({ adoptId: foreignId }))).id).toBe(foreignId);
  });

  test("refuses an instance that does not exist", async () => {
    const { simulator, plugin } = await setUp();
    const error = await failureOf(plugin.create(declaration({ adoptId: "99999" })));
    expect(error.message).toMatch(
      /^adoptId: there is no instance 99999 to adopt \(GET \/instances\/99999 returned 404/,
    );
    expect(requestsTo(simulator)).toEqual(["GET /instances/99999"]);
  });

  test("refuses an instance of another element", async () => {
    const { simulator, plugin } = await setUp();
    const { id } = simulator.others.create({ name: "by hand", elementKey: "sfdc" });
    const error = await failureOf(plugin.create(declaration({ adoptId: String(id) })));
    expect(error.message).toMatch(`instance ${id} belongs to the element sfdc, not to actessentials`);
    expect(theOne(simulator).name).toBe("by hand");
  });

  test("refuses where the declaration already has an instance", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign();
    const { id } = await createOne({ simulator });
    const error = await failureOf(plugin.create(declaration({ adoptId: foreignId })));
    expect(error.message).toMatch(`this resource already owns instance ${id}`);
  });

  test("keeps the id when bringing the instance to the declared state fails, so that the next up goes on", async () => {
    const { simulator, plugin, nextPlugin, foreignId } = await startWithForeign();
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 400, message: "not like this" } });
    const inputs = declaration({ adoptId: foreignId });
    const { id, state, message } = await partialFailureOf(plugin.create(inputs));
    expect(message).toMatch(/was adopted, but is not as declared yet: PUT .* returned 400: not like this/);
    expect(id).toBe(foreignId);
    // Until the next up has adopted it, it is somebody's live instance: removing the resource must not delete it.
    await nextPlugin().then((next) => next.delete(foreignId, state));
    expect(liveIds(simulator)).toEqual([foreignId]);
    const after = await plugin.update(foreignId, state, inputs);
    expect((await plugin.diff(foreignId, after, inputs)).changes).toBe("none");
    expect(theOne(simulator)).toMatchObject({ name: "crm", tags: ["sales", OWNER_TAG] });
  });

  test("enables an instance that was disabled", async () => {
    const { simulator, plugin, foreignId } = await startWithForeign();
    simulator.others.change(Number(foreignId), { disabled: true });
    const { properties } = await plugin.create(declaration({ adoptId: foreignId }));
    expect([theOne(simulator).disabled, properties["enabled"]]).toEqual([false, true]);
  });

  test("is not checked by a read of an instance that this declaration already manages", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    const read = await plugin.read(id, { ...state, adoptId: id });
    expect(read.inputs?.["adoptId"]).toBe(id);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });
});
