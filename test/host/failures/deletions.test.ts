import { requestsTo } from "../../support/platform";
import { createOne, liveIds, setUp, startManaged, totalFailureOf } from "../setUp";

describe("case 25: a deletion meets an instance that is gone, or will not go", () => {
  test("case 25a: already deleted (404): success, after a read of the organization", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.others.remove(Number(id));
    await plugin.delete(id, state);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`, "GET /organizations/me"]);
  });

  test("case 25b: gone for good (410): success", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 410, when: "afterCommit" } });
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 25c: a 5xx response after the deletion: the next try finds the instance gone, and that is success", async () => {
    const { simulator, plugin } = await setUp();
    for (const status of [500, 502, 503, 504]) {
      const { id, state } = await createOne({ simulator });
      simulator.faults.add({ method: "DELETE", fault: { kind: "status", status, when: "afterCommit" } });
      await plugin.delete(id, state);
      const tries = Array(2).fill(`DELETE /instances/${id}`);
      expect([status, requestsTo(simulator)]).toEqual([status, [...tries, "GET /organizations/me"]]);
      expect(simulator.instances()).toEqual([]);
    }
  });

  test("case 25d: the response is lost: the next try finds the instance gone, and that is success", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "DELETE", fault: { kind: "close", when: "afterCommit" } });
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 25e: still in use (409): an error that says what to remove first, without a retry", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 409, message: "A formula uses it" } });
    expect(await totalFailureOf(plugin.delete(id, state))).toMatch(
      /returned 409: A formula uses it .*Something on the platform still uses it, such as a formula instance: remove that first \(https:.*#error-response\)$/,
    );
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`]);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 25f: any success status counts as deleted, whatever its body", async () => {
    const { simulator, plugin } = await setUp();
    for (const kind of ["malformed", "truncated"] as const) {
      const { id, state } = await createOne({ simulator });
      simulator.faults.add({ method: "DELETE", fault: { kind } });
      await plugin.delete(id, state);
      expect(simulator.instances()).toEqual([]);
    }
  });

  test("case 25g: deletes nothing but its own instance", async () => {
    const { simulator, plugin } = await setUp();
    const others = ["a", "b"].map((name) => String(simulator.others.create({ name }).id));
    const { id, state } = await createOne({ simulator });
    await plugin.delete(id, state);
    expect(liveIds(simulator)).toEqual(others);
  });
});
