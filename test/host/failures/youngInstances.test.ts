import { declaration, requestsTo } from "../../support/platform";
import { liveIds, setUp, theOne, timeOf, totalFailureOf, within } from "../setUp";

/** A platform whose clock is right, so that new instances are young, and one that was created just now. */
async function justCreated(more = {}) {
  const setup = await setUp({ platform: { now: () => new Date() } });
  const inputs = declaration(more);
  const { id, properties } = await setup.plugin.create(inputs);
  setup.simulator.requests.length = 0;
  const plugin = await setup.nextPlugin();
  return { ...setup, plugin, id, inputs, state: properties };
}

const NOT_FOUND = { kind: "status", status: 404, message: "No element instance found" } as const;

describe("case 41: reads lag, and do not find an instance that was created just now", () => {
  test("case 41a: a refresh asks again by its id, says so, and the instance stays in the state", async () => {
    const setup = await setUp({ platform: { now: () => new Date() } });
    const { simulator } = setup;
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", reads: 2 } });
    const { id, properties } = await setup.plugin.create(declaration());
    const plugin = await setup.nextPlugin();
    simulator.requests.length = 0;
    expect((await plugin.read(id, properties)).properties).toEqual(properties);
    expect(requestsTo(simulator)).toEqual(Array(3).fill(`GET /instances/${id}`));
    expect(plugin.output()).toBe(
      `act365: crm: GET /instances/${id} found no instance, although it was created just now; reads may lag, so asking ` +
        "again for up to 15 s\n",
    );
  });

  test("case 41b: an update asks again, too", async () => {
    const { simulator, plugin, id, inputs, state } = await justCreated();
    simulator.faults.add({ method: "PATCH", call: [1, 2], fault: NOT_FOUND });
    expect(await plugin.update(id, state, { ...inputs, name: "other" })).toEqual({ ...state, name: "other" });
    expect(theOne(simulator).name).toBe("other");
    expect(requestsTo(simulator)).toEqual(Array(3).fill(`PATCH /instances/${id}`));
  });

  test("case 41c: a deletion asks again, too", async () => {
    const { simulator, plugin, id, state } = await justCreated();
    simulator.faults.add({ method: "DELETE", call: [1, 2], fault: NOT_FOUND });
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
    expect(requestsTo(simulator)).toEqual(Array(3).fill(`DELETE /instances/${id}`));
  });

  test("case 41d: after 15 seconds it counts as gone", async () => {
    const { simulator, plugin, id, state } = await justCreated();
    simulator.others.remove(Number(id));
    const read = plugin.read(id, state);
    expect(await timeOf(read)).toBeGreaterThan(14_000);
    expect((await read).id).toBe("");
  }, 40_000);

  test("case 41e: a timeout that ends before is an error, and the instance stays in the state", async () => {
    const { simulator, plugin, id, state } = await justCreated(within("2s"));
    simulator.faults.add({ method: "GET", path: "/instances/*", call: "every", fault: NOT_FOUND });
    expect(await totalFailureOf(plugin.read(id, state))).toMatch(
      `GET /instances/${id} was not sent: the operation's timeout of 2 s has expired. Allow more time with customTimeouts`,
    );
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 41f: an instance older than two minutes counts as gone at once", async () => {
    const { simulator, plugin, id, state } = await justCreated();
    simulator.others.remove(Number(id));
    const older = { ...state, createdDate: new Date(Date.now() - 121_000).toISOString() };
    expect((await plugin.read(id, older)).id).toBe("");
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`, "GET /organizations/me"]);
  });
});
