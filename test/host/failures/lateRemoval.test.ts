import type { Fault } from "act365-simulator";
import { declaration, requestsTo } from "../../support/platform";
import { liveIds, setUp, startManaged, totalFailureOf, within } from "../setUp";

/** A managed instance that is replaced: deleted, with a platform that goes on showing it, then created again. */
async function replaced(lag: Partial<Extract<Fault, { kind: "lateRemoval" }>>, more = {}) {
  const setup = await startManaged({}, more);
  const { simulator, plugin, id, state } = setup;
  simulator.faults.add({ method: "DELETE", fault: { kind: "lateRemoval", ...lag } });
  await plugin.delete(id, state);
  simulator.requests.length = 0;
  return setup;
}

describe("case 23e: the instance that was just deleted is still shown", () => {
  test.each([
    ["the list", { lists: 2 }],
    ["the list and a GET", { lists: 2, reads: 2 }],
  ])("case 23e: by %s: create looks again until the list is clean, then posts once", async (_, lag) => {
    const { simulator, plugin, id, inputs } = await replaced(lag);
    const created = await plugin.create(inputs);
    expect(created.id).not.toBe(id);
    expect(liveIds(simulator)).toEqual([created.id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
    expect(plugin.output()).toContain(`instance ${id} is listed, but does not exist any more; looking again`);
    expect(plugin.output()).not.toContain("warning");
  });

  test("case 23f: by a GET alone: create is not misled", async () => {
    const { simulator, plugin, inputs } = await replaced({ reads: 3 });
    const created = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([created.id]);
  });

  test("case 23g: for longer than create may take: an error without an id, and nothing is posted", async () => {
    const { simulator, plugin, id, inputs } = await replaced({ lists: 1_000 });
    const message = await totalFailureOf(plugin.create({ ...inputs, ...within("3s") }));
    expect(message).toContain(`The platform still lists instance ${id} with the owner tag`);
    expect(requestsTo(simulator)).not.toContain("POST /instances");
    expect(liveIds(simulator)).toEqual([]);
  });

  test("case 23i: and the platform refuses to change it: its id is not kept, and create goes on", async () => {
    const { simulator, plugin, nextPlugin, id, inputs } = await replaced({ lists: 2 });
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 400 } });
    // Another process, which does not know of the deletion.
    const created = await (await nextPlugin()).create(inputs);
    expect(created.id).not.toBe(id);
    expect(liveIds(simulator)).toEqual([created.id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
    expect(requestsTo(simulator)[2]).toBe(`GET /instances/${id}`);
    expect(plugin.output()).toBe("");
  });

  test("case 23j: by a GET too, and the platform refuses to change it: the process that deleted it does not adopt it", async () => {
    const { simulator, plugin, id, inputs } = await replaced({ lists: 2, reads: 100 });
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 400 } });
    const created = await plugin.create(inputs);
    expect(created.id).not.toBe(id);
    expect(liveIds(simulator)).toEqual([created.id]);
    expect(requestsTo(simulator)).not.toContain(`GET /instances/${id}`);
  });

  test("case 23k: only by the search after the POST, and by a GET: the new instance is not deleted in its favor", async () => {
    const { simulator, plugin, id, inputs } = await replaced({ lists: 1_000, reads: 1_000 });
    simulator.faults.add({ path: "/elements/*/instances", fault: { kind: "status", status: 404 } });
    const created = await plugin.create(inputs);
    expect(created.id).not.toBe(id);
    expect(liveIds(simulator)).toEqual([created.id]);
  });

  test("case 23h: adoptId of an instance that only a GET still shows fails without an id", async () => {
    const { simulator, plugin } = await setUp();
    const { id } = simulator.others.create({ name: "by hand" });
    simulator.others.remove(id, { reads: 5 });
    const message = await totalFailureOf(plugin.create(declaration({ adoptId: String(id) })));
    expect(message).toContain(`adoptId: there is no instance ${id} to adopt`);
    expect(requestsTo(simulator)).not.toContain("POST /instances");
  });
});
