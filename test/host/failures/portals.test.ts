import { canary } from "../../support/canary";
import { declaration, requestsTo } from "../../support/platform";
import { liveIds, partialFailureOf, setUp, startManaged, theOne, totalFailureOf, within } from "../setUp";

/** What a captive portal, or a proxy that wants a login, responds in the platform's place. */
const PORTAL = { kind: "status", status: 200, body: "html", message: "Sign in" } as const;

describe("case 40: a page with a success status takes the place of the platform's response", () => {
  test("case 40a: to a DELETE: the instance stays in the state, and the error says that it was not deleted", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "DELETE", fault: PORTAL });
    const message = await totalFailureOf(plugin.delete(id, state));
    expect(message).toMatch(
      new RegExp(
        `^DELETE /instances/${id} returned 200, but the body .*, and a GET shows that the instance was not deleted`,
      ),
    );
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`, `GET /instances/${id}`]);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 40b: to a DELETE that was done: the platform itself confirms it", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "DELETE", fault: { ...PORTAL, when: "afterCommit" } });
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`, `GET /instances/${id}`, "GET /organizations/me"]);
  });

  test("case 40c: to every request: nothing counts as deleted", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: PORTAL });
    const message = await totalFailureOf(plugin.delete(id, state));
    expect(message).toMatch(/^DELETE .*, and a GET did not tell whether the instance was deleted \(GET /);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test.each([false, true])("case 40d: to a switch to enabled: %s: the next update does it", async (enabled) => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { enabled: !enabled });
    simulator.faults.add({ path: "/instances/*/enabled", fault: PORTAL });
    const failed = await partialFailureOf(plugin.update(id, state, { ...inputs, enabled }));
    expect(failed.message).toMatch(`was not ${enabled ? "enabled" : "disabled"}: `);
    expect(failed.state).not.toHaveProperty("enabled");
    await plugin.update(id, failed.state, { ...inputs, enabled });
    expect(theOne(simulator).disabled).toBe(!enabled);
  });

  test("case 40e: to a switch that was done: a read of the instance shows it", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { ...PORTAL, when: "afterCommit" } });
    const after = await plugin.update(id, state, { ...inputs, enabled: false });
    expect(after["enabled"]).toBe(false);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}/enabled`, `GET /instances/${id}`]);
  });

  test("case 40f: to the deletion of the duplicate that it just created: the state keeps that one, and the error names both", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ developerKey: canary("developerKey") });
    const tags = [String(inputs["ownerTag"])];
    simulator.onRequest(({ method }) => method === "POST" && simulator.others.create({ name: "older", tags }));
    simulator.faults.add({ method: "DELETE", fault: PORTAL });
    const { id, message } = await partialFailureOf(plugin.create(inputs));
    const [older, own] = liveIds(simulator);
    expect(id).toBe(own);
    expect(message).toMatch(`Instance ${own} was created, but instance ${older} carries the owner tag`);
    expect(message).toMatch(`${own} could not be deleted: DELETE /instances/${own} returned 200, but the body is not`);
  });

  test("case 40g: to every PUT: what was to change is not lost, though masked, and the next update does it", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged(
      {},
      { configuration: { "bulk.relations": "x" } },
    );
    simulator.faults.add({ method: "PUT", call: "every", fault: PORTAL });
    const { configuration: _, ...others } = inputs;
    const declared = { ...others, developerKey: canary("developerKey") };
    const failed = await partialFailureOf(plugin.update(id, state, { ...declared, ...within("8s") }));
    expect(failed.message).toMatch(/not updated as declared: PUT .* returned 200, but the body is not the platform's/);
    expect(failed.state).toMatchObject({ configuration: { "bulk.relations": "x" }, sendCredentialsAgain: true });
    simulator.faults.clear();
    await plugin.update(id, failed.state, declared);
    const { password, "bulk.relations": relations } = theOne(simulator).configuration;
    expect([password === declared.developerKey, relations]).toEqual([true, null]);
  });
});
