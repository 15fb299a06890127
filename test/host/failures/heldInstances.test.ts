import { failureOf } from "../../support/canary";
import { configurationFor, requestsTo } from "../../support/platform";
import { UNKNOWN } from "../../support/unknowns";
import { startPlugin } from "../frontEnd";
import { createOne, liveIds, type SetupOptions, setUp, theOne } from "../setUp";

/** An instance of an earlier run, and the fresh plugin of the run that follows. */
async function nextRun(more: Record<string, unknown> = {}, options: SetupOptions = {}) {
  const setup = await setUp(options);
  const managed = await createOne(setup, more);
  const plugin = await startPlugin({ ...configurationFor(setup.simulator), ...options.configuration });
  return { ...managed, simulator: setup.simulator, plugin };
}

const WITHOUT_OWNER_TAG = { ownerTag: null };

/** What the engine prints for a deletion that was none. */
const lives = (id: string) =>
  `warning: instance ${id} was not deleted: another resource manages it now. Only the resource was removed from the state\n`;

describe("an instance that another resource of the run holds is not deleted", () => {
  test("a replacement adopted its predecessor: the old resource leaves the state, and the instance stays", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun();
    expect((await plugin.create(inputs)).id).toBe(id);
    simulator.requests.length = 0;

    await plugin.delete(id, state);
    expect(requestsTo(simulator)).toEqual([]);
    expect(liveIds(simulator)).toEqual([id]);
    expect(plugin.output()).toContain(lives(id));
  });

  test("a renamed resource with the same adoptId, without owner tags", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(WITHOUT_OWNER_TAG);
    expect((await plugin.create({ ...inputs, name: "renamed", adoptId: id })).id).toBe(id);

    await plugin.delete(id, state);
    expect(theOne(simulator)).toMatchObject({ id: Number(id), name: "renamed" });
    expect(plugin.output().split("was not deleted")).toHaveLength(2);
  });

  test("one of two declarations that share it is removed: the other holds it by its diff", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(WITHOUT_OWNER_TAG);
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");

    await plugin.delete(id, { ...state, name: "other" });
    expect(requestsTo(simulator)).toEqual([]);
    expect(liveIds(simulator)).toEqual([id]);
  });
});

describe("an instance that another declaration holds is not adopted", () => {
  test("a second adoptId of one instance is refused before anything is written", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(WITHOUT_OWNER_TAG);
    await plugin.diff(id, state, inputs);

    const error = await failureOf(plugin.create({ ...inputs, name: "second", adoptId: id }));
    expect(error.message).toContain(
      `Instance ${id} is already managed by another resource of this program (named "crm")`,
    );
    expect(error.message).toContain("Nothing was changed");
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`]);
    expect(theOne(simulator).name).toBe("crm");
  });

  test("of two that are created at once, one adopts it and the other is refused", async () => {
    const { simulator, plugin, id, inputs } = await nextRun(WITHOUT_OWNER_TAG);
    const outcomes = await Promise.allSettled(
      ["first", "second"].map((name) => plugin.create({ ...inputs, name, adoptId: id })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(simulator.requests.filter(({ method }) => method !== "GET")).toHaveLength(1);
  });

  test("an adoption that was refused by the platform holds nothing: the instance can be deleted", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(WITHOUT_OWNER_TAG);
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 404 } });
    await failureOf(plugin.create({ ...inputs, name: "second", adoptId: id }));
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });
});

describe("an instance that nothing holds is deleted", () => {
  test("after no diff at all, as in destroy and up --replace", async () => {
    const { simulator, plugin, id, state } = await nextRun();
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("after a read and its diff, as in a refresh of what the program no longer declares", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun();
    await plugin.read(id, state, inputs);
    await plugin.diff(id, state, inputs);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("after a diff with unknowns, as of a dependent whose parent is replaced", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun();
    await plugin.diff(id, state, { ...inputs, name: UNKNOWN });
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("after a diff that asks for a replacement", async () => {
    const other = await setUp();
    const { simulator, id, inputs, state } = await nextRun();
    const plugin = await startPlugin({
      ...configurationFor(simulator),
      "act365:baseUrl": other.simulator.url,
      "act365:allowBaseUrlChange": "true",
    });
    expect((await plugin.diff(id, state, inputs)).replaces).toEqual(["baseUrl"]);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });
});
