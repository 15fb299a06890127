import type { StatusFault } from "act365-simulator";
import { declaration, requestsTo } from "../../support/platform";
import { liveIds, partialFailureOf, setUp, startManaged, theOne, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";
const posts = (requests: string[]) => requests.filter((request) => request === "POST /instances").length;

describe("case 11: a POST gets a 5xx response", () => {
  const gateway: [string, StatusFault][] = [
    ["502 of a gateway", { kind: "status", status: 502, body: "html" }],
    ["503 of a gateway, without Retry-After", { kind: "status", status: 503, body: "empty" }],
    ["504 of a gateway", { kind: "status", status: 504, body: "Gateway Timeout" }],
    ["500 of nobody known", { kind: "status", status: 500, body: "html", headers: { "elements-request-id": "" } }],
  ];
  test("case 11a: by a gateway, after the instance was made: it is found; there is one", async () => {
    const { simulator, plugin } = await setUp();
    for (const [index, [what, fault]] of gateway.entries()) {
      simulator.requests.length = 0;
      simulator.faults.add({ method: "POST", fault: { ...fault, when: "afterCommit" } });
      const { id } = await plugin.create(declaration({ ownerTag: `pulumi:project/dev/${index}:0123456789` }));
      expect([what, liveIds(simulator).length, liveIds(simulator)[index]]).toEqual([what, index + 1, id]);
      expect([what, requestsTo(simulator)]).toEqual([what, [LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]]);
    }
  });

  test("case 11b: by a gateway, with nothing made: it is looked for until the end, and never posted again", async () => {
    const { simulator, plugin } = await setUp();
    for (const [what, fault] of gateway) {
      simulator.requests.length = 0;
      simulator.faults.add({ method: "POST", fault });
      const message = await totalFailureOf(plugin.create(declaration(within("3s"))));
      expect([what, message]).toEqual([
        what,
        expect.stringMatching(/^It is not known whether an instance was created/),
      ]);
      expect([what, posts(requestsTo(simulator))]).toEqual([what, 1]);
      expect(requestsTo(simulator).length).toBeGreaterThan(3);
    }
    expect(simulator.instances()).toEqual([]);
  });

  test("case 11c: 503 with Retry-After was not done, and is sent again", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "status", status: 503, body: "html", retryAfter: 1 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", "POST /instances", LOOK]);
  });

  test("case 11d: 500 of the platform itself, which made nothing: one more search, then the platform's own message", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "status", status: 500, message: "Something broke" } });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /^POST \/instances returned 500: Something broke \(request id [0-9a-f]{24}\)\./,
    );
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
  });

  test("case 11e: 500 of the platform itself, which made an instance: it is kept, and completed by the next update", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "status", status: 500, when: "afterCommit" } });
    const inputs = declaration({ enabled: false });
    const { id, state } = await partialFailureOf(plugin.create(inputs));
    expect(liveIds(simulator)).toEqual([id]);
    const after = await plugin.update(id, state, inputs);
    expect([after["enabled"], theOne(simulator).disabled]).toEqual([false, true]);
    expect((await plugin.diff(id, after, inputs)).changes).toBe("none");
  });
});

describe("case 12: what may be repeated is repeated", () => {
  const TRANSIENT = [408, 500, 502, 503, 504];

  test("case 12a: a read, after each status that may pass", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    for (const status of TRANSIENT) {
      simulator.requests.length = 0;
      simulator.faults.add({ method: "GET", fault: { kind: "status", status } });
      expect((await plugin.read(id, state)).properties).toEqual(state);
      expect([status, requestsTo(simulator)]).toEqual([status, Array(2).fill(`GET /instances/${id}`)]);
    }
  });

  test("case 12b: a PATCH, a PUT and a change of enabled, whose bodies are absolute, also after they were done", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    for (const when of ["beforeCommit", "afterCommit"] as const) {
      for (const [verb, change] of [
        ["PATCH", { name: "other" }],
        ["PUT", { configuration: { "pagination.max": 50 } }],
        ["DELETE", { enabled: false }],
      ] as const) {
        simulator.requests.length = 0;
        simulator.faults.add({ method: verb, fault: { kind: "status", status: 502, when } });
        const after = await plugin.update(id, state, { ...inputs, ...change });
        expect(after).toEqual({ ...state, ...change });
        expect(new Set(requestsTo(simulator)).size).toBe(1);
        expect(requestsTo(simulator)).toHaveLength(2);
        simulator.others.change(Number(id), { disabled: false });
      }
    }
  });

  test("case 12c: a deletion, after each status that may pass", async () => {
    for (const status of [500, 503]) {
      const { simulator, plugin, id, state } = await startManaged();
      simulator.faults.add({ method: "DELETE", fault: { kind: "status", status } });
      await plugin.delete(id, state);
      expect(requestsTo(simulator)).toEqual(Array(2).fill(`DELETE /instances/${id}`));
      expect(simulator.instances()).toEqual([]);
    }
  });

  test("case 12d: a request is tried five times at the most, and never again after the platform refused it", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "GET", call: "every", fault: { kind: "status", status: 503, retryAfter: 0 } });
    simulator.faults.add({ method: "DELETE", call: "every", fault: { kind: "status", status: 400 } });
    await totalFailureOf(plugin.read(id, state));
    await totalFailureOf(plugin.delete(id, state));
    expect(requestsTo(simulator)).toEqual([...Array(5).fill(`GET /instances/${id}`), `DELETE /instances/${id}`]);
  });
});
