import type { Fault } from "act365-simulator";
import { canary } from "../../support/canary";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { startRelay } from "../servers";
import { amongMany, liveIds, setUp, startManaged, theOne, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";
const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

/** A plugin that reaches the platform through a relay. */
async function startRelayed() {
  const simulator = await startPlatform();
  const relay = await startRelay(simulator);
  const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": relay.url });
  return { simulator, relay, plugin };
}

describe("case 1: the response to a POST is lost after the instance was made", () => {
  test("case 1a: it is found by its owner tag and returned; there is one POST and one instance", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const inputs = declaration();
    const { id, properties } = await plugin.create(inputs);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]);
    expect(id).toBe(String(theOne(simulator).id));
    expect(properties["token"] === theOne(simulator).token).toBe(true);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
    const lines = plugin.output().trim().split("\n");
    expect(lines[0]).toMatch(/it is not known whether an instance was created, so looking for it, for up to 90 s$/);
    expect(lines[1]).toMatch(`act365: crm: warning: adopted instance ${id} (created `);
    expect(lines[1]).toMatch(/one of this run may still appear: npx pulumi-act365 orphans then names both/);
    expect(lines).toHaveLength(2);
  });

  test("case 1b: it does not turn up in time: the error says that the outcome is unknown, and the next create adopts it", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 3 } });
    const inputs = declaration(within("4s"));
    const message = await totalFailureOf(plugin.create(inputs));
    expect(message).toMatch(/^It is not known whether an instance was created: POST \/instances: the connection to /);
    expect(message).toContain(`No instance with its owner tag ${OWNER_TAG} turned up within 2 s.`);
    expect(message).toMatch(
      /Run pulumi up again: it looks first, and adopts the instance if it has turned up by then \(https:.*#outcome-unknown\)$/,
    );
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 1c: steps after the POST, such as disabling, are done all the same", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const { properties } = await plugin.create(declaration({ enabled: false, verify: true }));
    expect([properties["enabled"], theOne(simulator).disabled]).toEqual([false, true]);
  });

  test("case 1d: without an instance the create fails, and makes none behind the user's back", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "beforeCommit" } });
    await totalFailureOf(plugin.create(declaration(within("3s"))));
    expect(simulator.instances()).toEqual([]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 1e: its search is sent at once, however many other POSTs are in progress", async () => {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", call: 1, fault: { kind: "close", when: "afterCommit" } });
    const others = Array.from({ length: 95 }, (_, index) => index + 2);
    simulator.faults.add({ method: "POST", call: others, fault: { kind: "hold", until } });
    const created = Array.from({ length: 96 }, (_, index) =>
      plugin.create(declaration({ ownerTag: `pulumi:project/dev/${index}:0123456789` })),
    );
    // Whoever lost the response looks for its instance before any of the others gets one.
    await new Promise<void>((resolve) => {
      simulator.onRequest(({ path }) => {
        const [lost] = simulator.instances();
        const asked = new URLSearchParams(path.split("?")[1]).get("tags[]");
        if (asked !== null && lost?.tags.includes(asked)) resolve();
      });
    });
    expect(simulator.instances()).toHaveLength(1);
    release();
    await Promise.all(created);
    expect(simulator.instances()).toHaveLength(96);
    expect(simulator.requests.filter(({ method }) => method === "POST")).toHaveLength(96);
  });
});

describe("case 1: what turns up after a lost response is not what the POST made", () => {
  test("case 1f: but what an earlier, killed run made with another developer key: it gets the declared one", async () => {
    let earlier = 60_000;
    const simulator = await startPlatform({ now: () => new Date(Date.now() - earlier) });
    const killed = await startPlugin(configurationFor(simulator));
    // Neither the killed run nor the first search of the next one sees it.
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 2 } });
    const inputs = declaration();
    const { id } = await killed.create({ ...inputs, developerKey: canary("otherDeveloperKey") });
    earlier = 0;
    simulator.requests.length = 0;
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "beforeCommit" } });
    const plugin = await startPlugin(configurationFor(simulator));
    const created = await plugin.create(inputs);
    expect(created.id).toBe(id);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]);
    expect(theOne(simulator).configuration["password"] === inputs["developerKey"]).toBe(true);
    expect(plugin.output()).toContain(`warning: adopted instance ${id} (created `);
  });

  test("case 1g: but is deleted, and still listed: it looks again until its own turns up", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 2 } });
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.onRequest(({ method }) => {
      if (method !== "POST") return;
      const { id } = simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
      simulator.others.remove(id, { lists: 2 });
    });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });
});

describe("case 3: the connection breaks, and nobody knows whether the request arrived", () => {
  const breaks: [string, number, "reset" | "end"][] = [
    ["before the first byte of the response, by a reset", 0, "reset"],
    ["before the first byte of the response, by an end", 0, "end"],
    ["in the status line", 10, "reset"],
    ["among the headers", 60, "end"],
    ["among the headers, by a reset", 60, "reset"],
    ["in the body", 700, "reset"],
    ["in the body, by an end", 700, "end"],
  ];
  test("case 3a: wherever the response to a POST breaks, there is one instance and one POST", async () => {
    const { simulator, relay, plugin } = await startRelayed();
    await amongMany({ simulator, plugin });
    for (const [index, [where, after, how]] of breaks.entries()) {
      simulator.requests.length = 0;
      relay.breakNext({ verb: "POST", after, how });
      const { id } = await plugin.create(declaration({ ownerTag: `pulumi:project/dev/${index}:0123456789` }));
      expect([where, requestsTo(simulator)]).toEqual([where, [LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]]);
      expect([where, liveIds(simulator)[index], liveIds(simulator).length]).toEqual([where, id, index + 1]);
    }
  });

  test("case 3b: wherever the response to a read breaks, it is tried again", async () => {
    const { simulator, relay, plugin } = await startRelayed();
    const { id, properties } = await plugin.create(declaration());
    await amongMany({ simulator, plugin });
    for (const [where, after, how] of breaks) {
      simulator.requests.length = 0;
      relay.breakNext({ verb: "GET", after, how });
      expect([where, (await plugin.read(id, properties)).id]).toEqual([where, id]);
      expect([where, requestsTo(simulator)]).toEqual([where, Array(2).fill(`GET /instances/${id}`)]);
    }
  });

  test("case 3c: an update whose response breaks is sent again, since its body is absolute", async () => {
    const { simulator, relay, plugin } = await startRelayed();
    const inputs = declaration();
    const { id, properties } = await plugin.create(inputs);
    for (const [verb, change] of [
      ["PATCH", { name: "other" }],
      ["PUT", { configuration: { "pagination.max": 50 } }],
    ] as const) {
      simulator.requests.length = 0;
      relay.breakNext({ verb, after: 60 });
      const after = await plugin.update(id, properties, { ...inputs, ...change });
      expect(after).toEqual({ ...properties, ...change });
      expect(requestsTo(simulator)).toEqual(Array(2).fill(`${verb} /instances/${id}`));
    }
  });

  test("case 3d: the search before the POST breaks: it is tried again, and only then posted", async () => {
    const { simulator, relay, plugin } = await startRelayed();
    relay.breakNext({ verb: "GET", after: 0 });
    await plugin.create(declaration());
    expect(requestsTo(simulator)).toEqual([LOOK, LOOK, "POST /instances", LOOK]);
  });

  test("case 3e: the search before the POST never works: nothing is posted", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({
      path: "/elements/*/instances",
      call: "every",
      fault: { kind: "close", when: "beforeCommit" },
    });
    const message = await totalFailureOf(plugin.create(declaration(within("10s"))));
    expect(message).toMatch(
      /^GET \/elements\/actessentials\/instances: the connection to .* broke before the response was complete/,
    );
    expect(new Set(requestsTo(simulator))).toEqual(new Set([LOOK]));
  });
});

describe("case 15: the body ends before its announced length", () => {
  const truncated: Fault = { kind: "truncated" };

  test("case 15a: after a POST the instance is found and returned", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: truncated });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, `PUT /instances/${id}`]);
  });

  test("case 15b: a read and an update are tried again", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ method: "GET", fault: truncated });
    simulator.faults.add({ method: "PATCH", fault: truncated });
    expect((await plugin.read(id, state)).properties).toEqual(state);
    expect(await plugin.update(id, state, { ...inputs, name: "other" })).toEqual({ ...state, name: "other" });
    expect(requestsTo(simulator)).toEqual([
      `GET /instances/${id}`,
      `GET /instances/${id}`,
      `PATCH /instances/${id}`,
      `PATCH /instances/${id}`,
    ]);
  });
});
