import { createHash } from "node:crypto";
import { canary } from "../../support/canary";
import { configurationFor, requestsTo } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { createOne, liveIds, setUp, startManaged, theOne, totalFailureOf } from "../setUp";

const record = (id: string, userSecret: unknown) =>
  createHash("sha256").update(`${id}|${userSecret}`).digest("hex").slice(0, 10);

/** What the platform responds to a user of the organization who does not see the instance. */
async function startUnseen() {
  const setup = await startManaged();
  const { simulator, id, state } = setup;
  simulator.faults.add({
    path: `/instances/${id}`,
    call: "every",
    fault: { kind: "status", status: 404, message: `No element instance found with ID ${id}` },
  });
  return { ...setup, otherState: { ...state, seenBy: record(id, "another user's secret") } };
}

describe("case 9h: a user secret that has not seen the instance gets a 404", () => {
  test("case 9h: read, update and delete drop nothing, and the error names both ways on", async () => {
    const { simulator, plugin, id, inputs, otherState } = await startUnseen();
    const messages = [
      await totalFailureOf(plugin.read(id, otherState)),
      await totalFailureOf(plugin.update(id, otherState, { ...inputs, name: "renamed" })),
      await totalFailureOf(plugin.delete(id, otherState)),
    ];
    for (const message of messages) {
      expect(message).toContain(`Instance ${id} stays in the state: another user secret saw it last`);
      expect(message).toContain("Use the former user secret");
      expect(message).toContain("pulumi state delete");
    }
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 9i: the same 404 under the user secret that saw it last means gone", async () => {
    const { plugin, id, state } = await startUnseen();
    expect((await plugin.read(id, state)).id).toBe("");
  });

  test("case 9j: without the record in the state, a 404 means gone as before", async () => {
    const { plugin, id, state } = await startUnseen();
    const { seenBy: _, ...older } = state;
    expect((await plugin.read(id, older)).id).toBe("");
    await plugin.delete(id, older);
  });
});

test("create, read and update record which user secret saw the instance", async () => {
  const setup = await setUp();
  const { id, inputs, state } = await createOne(setup);
  const userSecret = configurationFor(setup.simulator)["act365:userSecret"];
  expect(state["seenBy"]).toBe(record(id, userSecret));
  const before = { ...state, seenBy: "0123456789" };
  expect((await setup.plugin.read(id, before)).properties["seenBy"]).toBe(record(id, userSecret));
  expect((await setup.plugin.update(id, before, { ...inputs, name: "new" }))["seenBy"]).toBe(record(id, userSecret));
});

test("the record is never a difference, and no secret", async () => {
  const setup = await startManaged();
  const { simulator, plugin, id, inputs, state } = setup;
  expect((await plugin.diff(id, { ...state, seenBy: "0123456789" }, inputs)).changes).toBe("none");
  const rotated = await startPlugin({ ...configurationFor(simulator), "act365:userSecret": canary("rotated") });
  await totalFailureOf(rotated.read(id, state));
  expect(theOne(simulator).id).toBe(Number(id));
  expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`]);
});
