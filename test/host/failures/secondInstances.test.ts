import { declaration, requestsTo } from "../../support/platform";
import { liveIds, setUp, totalFailureOf } from "../setUp";

/** Lets so many instances with the declaration's owner tag turn up as soon as a POST has arrived; the youngest is our own. */
async function withRivals(count: number, now = () => new Date()) {
  const setup = await setUp({ platform: { now } });
  const { simulator } = setup;
  const inputs = declaration();
  const tags = [String(inputs["ownerTag"])];
  simulator.onRequest(({ method }) => {
    if (method === "POST") for (let n = 0; n < count; n += 1) simulator.others.create({ name: `rival ${n}`, tags });
  });
  return { ...setup, inputs };
}

const NOT_FOUND = { kind: "status", status: 404, message: "No element instance found" } as const;

describe("case 42: whatever second instance remains, or may still appear, is named", () => {
  test("case 42a: of two older instances, the oldest is adopted, and the warning names the other", async () => {
    const { simulator, plugin, inputs } = await withRivals(2);
    const { id } = await plugin.create(inputs);
    const [oldest, other, ...more] = liveIds(simulator);
    expect([id, more]).toEqual([oldest, []]);
    expect(plugin.output()).toMatch(
      new RegExp(`deleted instance \\d+, .* adopting ${oldest} instead. The tag is also carried by ${other}: delete`),
    );
  });

  test("case 42b: an older instance whose GET lags is asked for again, and adopted", async () => {
    const { simulator, plugin, inputs } = await withRivals(1);
    simulator.faults.add({ method: "GET", path: "/instances/*", call: [1, 2], fault: NOT_FOUND });
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 42c: a 404 to the deletion of the new instance is no deletion: it is repeated, and confirmed by a GET", async () => {
    const { simulator, plugin, inputs } = await withRivals(1);
    simulator.faults.add({ method: "DELETE", call: [1, 2], fault: NOT_FOUND });
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
    const own = Number(id) + 1;
    expect(requestsTo(simulator).slice(-5)).toEqual([
      ...Array(3).fill(`DELETE /instances/${own}`),
      `GET /instances/${own}`,
      `PUT /instances/${id}`,
    ]);
    expect(plugin.output()).toContain(`deleted instance ${own}, which was just created, and adopting ${id} instead`);
  });

  test("case 42d: a deletion that nothing confirms is not reported: the warning says that the instance may still exist", async () => {
    const { simulator, plugin, inputs } = await withRivals(1);
    simulator.faults.add({ method: "DELETE", call: "every", fault: NOT_FOUND });
    const { id } = await plugin.create(inputs);
    const [older, own] = liveIds(simulator);
    expect(id).toBe(older);
    expect(plugin.output()).toMatch(`adopting it instead of instance ${own}, which was just created. ${own} was to be`);
    expect(plugin.output()).toMatch("so it may still exist: delete it on the platform if it does");
    expect(plugin.output()).not.toMatch("deleted instance");
  }, 40_000);

  test("case 42e: a killed run's instance is found after a lost POST: the warning says that another one may appear", async () => {
    const { simulator, plugin, inputs } = await withRivals(1);
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 1_000, reads: 1_000 } });
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id, String(Number(id) + 1)]);
    expect(plugin.output()).toMatch(
      new RegExp(
        `warning: adopted instance ${id} .* If an earlier run made it, one of this run may still appear: npx pulumi-act365 ` +
          "orphans then names both",
      ),
    );
  });

  test("case 42f: of two that are listed before the POST, one whose GET lags counts all the same", async () => {
    const { simulator, plugin } = await setUp({ platform: { now: () => new Date() } });
    const inputs = declaration();
    for (const name of ["a", "b"]) simulator.others.create({ name, tags: [String(inputs["ownerTag"])] });
    simulator.faults.add({ method: "GET", path: "/instances/*", fault: NOT_FOUND });
    expect(await totalFailureOf(plugin.create(inputs))).toMatch(/^2 instances carry the owner tag/);
  });

  test("case 42g: an instance that a list shows without its tags is read by its id, and adopted", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration();
    const { id } = simulator.others.create({ name: "crm", tags: [String(inputs["ownerTag"])] });
    const body = JSON.stringify([{ id, name: "crm", tags: null }]);
    simulator.faults.add({ method: "GET", path: "/elements/*/instances", fault: { kind: "body", body } });
    expect((await plugin.create(inputs)).id).toBe(String(id));
    expect(liveIds(simulator)).toEqual([String(id)]);
  });
});
