import type { Simulator } from "act365-simulator";
import { canary } from "../../support/canary";
import { declaration, requestsTo } from "../../support/platform";
import { amongMany, liveIds, setUp, startManaged, theOne, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";

/** Bodies with which a success status tells nothing: no JSON, no object, or no id of an instance. */
const USELESS: [string, string][] = [
  ["nothing", ""],
  ["a page", "<html><body><h1>Sign in</h1></body></html>"],
  ["half a JSON text", '{"id": 12345, "name": '],
  ["null", "null"],
  ["a number", "12345"],
  ["a text", '"12345"'],
  ["a list", "[]"],
  ["an object without an id", '{"name":"crm"}'],
  ["an id of null", '{"id":null}'],
  ["an id of zero", '{"id":0}'],
  ["an id that is no whole number", '{"id":1.5}'],
  ["an id that JSON rounds", '{"id":12345678901234567890}'],
  ["an id of another type", '{"id":{"value":1}}'],
  ["a text for an id that is no number", '{"id":"../organizations/me"}'],
  ["bytes that are no UTF-8", "\u0000\ufffd{"],
];

/** Those of them that are no JSON: of a portal in the platform's place, as far as anyone can tell. */
const FOREIGN = ["a page", "half a JSON text", "bytes that are no UTF-8"];

describe("case 14: a success status with a response that cannot be read", () => {
  test("case 14a: to a POST: the instance is found by its owner tag, whatever the body is", async () => {
    const { simulator, plugin } = await setUp();
    await amongMany({ simulator, plugin });
    for (const [index, [what, body]] of USELESS.entries()) {
      simulator.requests.length = 0;
      simulator.faults.add({ method: "POST", fault: { kind: "malformed", body } });
      const { id } = await plugin.create(declaration({ ownerTag: `pulumi:project/dev/${index}:0123456789` }));
      expect([what, liveIds(simulator).length, liveIds(simulator)[index]]).toEqual([what, index + 1, id]);
      expect([what, requestsTo(simulator)]).toEqual([what, [LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]]);
    }
  });

  test("case 14b: to a POST that made nothing: the outcome is unknown; the error has status, type and size", async () => {
    const { simulator, plugin } = await setUp();
    const body = `<html>${canary("a token in a body")}</html>`;
    simulator.faults.add({
      method: "POST",
      fault: { kind: "status", status: 200, body, headers: { "content-type": "text/html" } },
    });
    const message = await totalFailureOf(plugin.create(declaration(within("3s"))));
    expect(message).toContain(
      `POST /instances returned 200, but the body is not the platform's (text/html, ${body.length} characters). ` +
        `Check act365:baseUrl (${simulator.url}) and any proxy or gateway in between`,
    );
    expect(simulator.instances()).toEqual([]);
  });

  test("case 14c: to a read: an error, nothing is dropped, and the body, which may hold tokens, is not quoted", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    await amongMany({ simulator, plugin });
    for (const [what, body] of [...USELESS, ["a body with a token", canary("a token in a body")] as const]) {
      simulator.faults.add({ method: "GET", fault: { kind: "malformed", body } });
      const message = await totalFailureOf(plugin.read(id, state));
      expect([what, message]).toEqual([
        what,
        expect.stringMatching(`^GET /instances/${id} returned 200, but the body is not the platform's`),
      ]);
    }
  });

  test("case 14d: to an update that was done: the platform is asked what is in effect; where it is no JSON, once more to do it", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    for (const [what, body] of USELESS) {
      simulator.requests.length = 0;
      simulator.faults.add({ method: "PATCH", fault: { kind: "malformed", body } });
      const after = await plugin.update(id, state, { ...inputs, name: "other" });
      expect([what, after["name"]]).toEqual([what, "other"]);
      const next = FOREIGN.includes(what) ? "PATCH" : "GET";
      expect([what, requestsTo(simulator)]).toEqual([what, [`PATCH /instances/${id}`, `${next} /instances/${id}`]]);
    }
  });

  test("case 14e: to a search: nothing is posted", async () => {
    const { simulator, plugin } = await setUp();
    for (const body of ["<html>", "{}", "null", ""]) {
      simulator.requests.length = 0;
      simulator.faults.add({ path: "/elements/*/instances", fault: { kind: "body", body } });
      expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
        /returned 200, but the body is not the platform's/,
      );
      expect(requestsTo(simulator)).toEqual([LOOK]);
    }
  });

  test("case 14f: an id may be a text instead of a number", async () => {
    const { simulator, plugin } = await setUp();
    const next = simulator.others.create({ name: "before" }).id + 1;
    simulator.faults.add({ method: "POST", fault: { kind: "malformed", body: `{"id":"${next}","token":"t0ken"}` } });
    expect((await plugin.create(declaration())).id).toBe(String(next));
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
  });
});

describe("case 16: a huge response", () => {
  test("case 16a: to a POST is not read to its end; the instance is found", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "hugeBody", bytes: 200_000_000 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(plugin.output()).toMatch(/is larger than 16 MiB and was not read/);
  });

  test("case 16b: to a read is an error, without a retry", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: { kind: "hugeBody", bytes: 200_000_000 } });
    expect(await totalFailureOf(plugin.read(id, state))).toMatch(
      new RegExp(
        `^GET /instances/${id}: the response from .* is larger than 16 MiB and was not read \\(https:.*#no-response\\)$`,
      ),
    );
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`]);
  });
});

describe("case 36: a response with an id, and anything else in it", () => {
  /** What may stand in the place of a property that the provider looks at. */
  const STRANGE = [null, 0, -1, 1e308, "", "text", true, [], {}, [[null]], { a: { b: [1] } }, "2026-11-24", "\u0000"];
  const PROPERTIES = [
    "name",
    "token",
    "tags",
    "configuration",
    "disabled",
    "valid",
    "createdDate",
    "elementId",
    "element",
    "organizationId",
    "accountId",
  ];

  /** The platform's own response about the one instance, over HTTP as anybody gets it. */
  async function responseAbout(simulator: Simulator): Promise<Record<string, unknown>> {
    const { userSecret, organizationSecret } = simulator.organizations[0] ?? {};
    const authorization = `User ${userSecret}, Organization ${organizationSecret}`;
    const response = await fetch(`${simulator.url}/instances/${theOne(simulator).id}`, { headers: { authorization } });
    return (await response.json()) as Record<string, unknown>;
  }

  test("case 36a: never makes a creation fail once there is an id", async () => {
    const { simulator, plugin } = await setUp();
    const before = simulator.others.create({ name: "before" });
    const usual = await responseAbout(simulator);
    let id = before.id;
    for (const name of PROPERTIES) {
      for (const value of STRANGE) {
        id += 1;
        const response = { ...usual, id, [name]: value };
        simulator.faults.add({ method: "POST", fault: { kind: "malformed", body: JSON.stringify(response) } });
        const { ownerTag: _, ...inputs } = declaration();
        const made = await plugin.create(inputs);
        expect([name, value, made.id]).toEqual([name, value, String(id)]);
      }
    }
  });

  test("case 36b: never makes a refresh fail or drop the instance; what the response lacks stays as it was", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    await amongMany({ simulator, plugin });
    const usual = await responseAbout(simulator);
    for (const name of PROPERTIES) {
      for (const value of STRANGE) {
        const body = JSON.stringify({ ...usual, [name]: value });
        simulator.faults.add({ method: "GET", fault: { kind: "body", body } });
        const read = await plugin.read(id, state);
        expect([name, value, read.id]).toEqual([name, value, id]);
        if (name !== "token") expect(read.properties["token"] === state["token"]).toBe(true);
      }
    }
  });

  test("case 36c: unknown properties do not get into the state", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const response = { ...(await responseAbout(simulator)), __proto__: 1, constructor: "x", extra: { deep: [null] } };
    simulator.faults.add({ method: "GET", fault: { kind: "body", body: JSON.stringify(response) } });
    expect((await plugin.read(id, state)).properties).toEqual(state);
  });
});
