import { canary } from "../../support/canary";
import { configurationFor, declaration, requestsTo } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { liveIds, setUp, startManaged, theOne, totalFailureOf } from "../setUp";

describe("case 8: the credentials stop working in the middle of a run", () => {
  test("case 8a: each verb fails without a retry, and names both secrets by their sources", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 401, message: "Invalid secret" } });
    const messages = [
      await totalFailureOf(plugin.create(inputs)),
      await totalFailureOf(plugin.read(id, state)),
      await totalFailureOf(plugin.update(id, state, { ...inputs, name: "other" })),
      await totalFailureOf(plugin.delete(id, state)),
    ];
    for (const message of messages) {
      expect(message).toMatch(
        / returned 401: Invalid secret \(request id [0-9a-f]{24}\)\. Check the user secret \(from /,
      );
      expect(message).toMatch(/stack configuration or provider input act365:userSecret.*act365:organizationSecret/);
    }
    // The update asks once what is in effect now.
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      `GET /instances/${id}`,
      `PATCH /instances/${id}`,
      `GET /instances/${id}`,
      `DELETE /instances/${id}`,
    ]);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 8b: after a POST that got a 401 response although it was done, the next create adopts the instance", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "status", status: 401, when: "afterCommit" } });
    const inputs = declaration();
    await totalFailureOf(plugin.create(inputs));
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 8c: a search that is refused means that nothing is posted", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ path: "/elements/*/instances", fault: { kind: "status", status: 403 } });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(/^GET .* returned 403/);
    expect(requestsTo(simulator)).toEqual(["GET /elements/actessentials/instances"]);
  });

  test("case 8d: for a user without the privilege, the error says so, and who can grant it", async () => {
    const { simulator, plugin } = await setUp({ platform: { forbidden: true } });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /^POST \/instances returned 403: .*lacks the privilege, for example createElementInstances: ask an organization administrator \(https:.*#error-response\)$/,
    );
    expect(simulator.instances()).toEqual([]);
  });
});

describe("case 9: a refresh must not drop what it merely cannot see", () => {
  test("case 9a: every other status than 404 is an error, and not taken for gone", async () => {
    const { simulator, plugin, id, state } = await startManaged({}, { customTimeouts: { read: "2s" } });
    for (const status of [400, 401, 403, 409, 410, 429, 500, 503]) {
      simulator.faults.clear();
      simulator.faults.add({ call: "every", fault: { kind: "status", status } });
      expect(await totalFailureOf(plugin.read(id, state))).toMatch(`GET /instances/${id} returned ${status}`);
    }
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 9b: 404 means gone, after a read of the credentials' organization", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.others.remove(Number(id));
    expect(await plugin.read(id, state)).toMatchObject({ id: "" });
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`, "GET /organizations/me"]);
  });

  test("case 9c: 404, and the organization cannot be asked: the instance stays", async () => {
    const { simulator, plugin, id, state } = await startManaged({}, { customTimeouts: { read: "4s" } });
    simulator.others.remove(Number(id));
    for (const status of [401, 403, 404, 500]) {
      simulator.faults.clear();
      simulator.faults.add({ path: "/organizations/me", call: "every", fault: { kind: "status", status } });
      expect(await totalFailureOf(plugin.read(id, state))).toMatch(
        new RegExp(
          `Instance ${id} stays in the state, since the organization of the credentials could not be checked: .* ${status}`,
        ),
      );
    }
  });

  test("case 9d: a 404 that is not the platform's own proves nothing", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    for (const body of ["html", "Not Found"]) {
      simulator.requests.length = 0;
      simulator.faults.clear();
      simulator.faults.add({ path: "/instances/*", call: "every", fault: { kind: "status", status: 404, body } });
      expect(await totalFailureOf(plugin.read(id, state))).toMatch(`GET /instances/${id} returned 404`);
      expect(await totalFailureOf(plugin.delete(id, state))).toMatch(`DELETE /instances/${id} returned 404`);
      expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`, `DELETE /instances/${id}`]);
    }
  });

  test("case 9e: an empty 404 of a server that does not know the organization either proves nothing", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 404, body: "empty" } });
    expect(await totalFailureOf(plugin.read(id, state))).toMatch(`Instance ${id} stays in the state`);
    expect(await totalFailureOf(plugin.delete(id, state))).toMatch(`Instance ${id} stays in the state`);
  });

  test("case 9f: a base URL of another server drops nothing", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const elsewhere = { ...state, baseUrl: simulator.url.replace("/elements/", "/nowhere/elements/") };
    expect(await totalFailureOf(plugin.read(id, elsewhere))).toMatch(/returned 404/);
  });

  test("case 9g: credentials that no longer work drop nothing", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const stale = await startPlugin({ ...configurationFor(simulator), "act365:userSecret": canary("old userSecret") });
    expect(await totalFailureOf(stale.read(id, state))).toMatch(/returned 401/);
    expect((await plugin.read(id, state)).id).toBe(String(theOne(simulator).id));
  });
});
