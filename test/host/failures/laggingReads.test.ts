import { declaration, requestsTo } from "../../support/platform";
import { liveIds, partialFailureOf, setUp, startManaged, theOne, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";
const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
const posts = (requests: string[]) => requests.filter((request) => request === "POST /instances").length;

describe("case 22: reads lag behind writes", () => {
  test("case 22a: a creation uses the response of the POST, and does not read the instance again", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", reads: 5, lists: 5 } });
    const { id } = await plugin.create(declaration({ enabled: true }));
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
  });

  test("case 22b: a response without the token, and a read that lags: the id is kept, and the next update has the token", async () => {
    const { simulator, plugin } = await setUp();
    const next = simulator.others.create({ name: "before" }).id + 1;
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", reads: 1 } });
    simulator.faults.add({ method: "POST", fault: { kind: "malformed", body: `{"id":${next}}` } });
    const inputs = declaration();
    const { id, state, message } = await partialFailureOf(plugin.create(inputs));
    expect(id).toBe(String(next));
    expect(message).toMatch(
      `Instance ${id} was created, but its token could not be read: GET /instances/${id} returned 404`,
    );
    const after = await plugin.update(id, state, inputs);
    const made = simulator.instances().find((instance) => instance.id === next);
    expect(after["token"] !== undefined && after["token"] === made?.token).toBe(true);
    expect((await plugin.diff(id, after, inputs)).changes).toBe("none");
  });

  test("case 22c: a new instance that cannot be disabled yet, since it does not show: the id is kept for the next update", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ enabled: false });
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 404, message: "Not yet" } });
    const { id, state, message } = await partialFailureOf(plugin.create(inputs));
    expect(message).toMatch(/^Instance \d+ was created, but: DELETE .* returned 404: Not yet/);
    expect(await plugin.update(id, state, inputs)).toEqual({ ...state, enabled: false });
    expect(theOne(simulator).disabled).toBe(true);
  });

  test("case 22d: an update uses the response of the PATCH, and does not read the instance again", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    expect(await plugin.update(id, state, { ...inputs, name: "other" })).toEqual({ ...state, name: "other" });
    expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`]);
  });
});

describe("case 23: the list lags too, so that the search after a lost response sees nothing at first", () => {
  test("case 23a: the search is repeated until the list shows the instance", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 3 } });
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, LOOK, LOOK, LOOK, `PUT /instances/${id}`]);
  });

  test("case 23b: a lag beyond the window is an error, never a second POST; the error names the owner tag", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 1_000 } });
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const message = await totalFailureOf(plugin.create(declaration(within("5s"))));
    expect(message).toContain(`No instance with its owner tag ${OWNER_TAG} turned up within 3 s`);
    expect(posts(requestsTo(simulator))).toBe(1);
    expect(simulator.instances()).toHaveLength(1);
  });

  test("case 23c: a search that fails is followed by further searches", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.faults.add({ path: "/elements/*/instances", call: 2, fault: { kind: "status", status: 403 } });
    simulator.faults.add({ path: "/elements/*/instances", call: 3, fault: { kind: "malformed" } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(posts(requestsTo(simulator))).toBe(1);
  });

  test("case 23d: the error says where no search succeeded", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.faults.add({
      path: "/elements/*/instances",
      call: [2, 3, 4, 5],
      fault: { kind: "status", status: 403, message: "not now" },
    });
    const message = await totalFailureOf(plugin.create(declaration(within("4s"))));
    expect(message).toMatch(
      /^It is not known whether .* turned up within 2 s\. The last look failed: GET .* returned 403: not now/,
    );
  });
});

describe("case 24: several instances carry the owner tag", () => {
  test("case 24a: a creation refuses to choose, and lists them", async () => {
    const { simulator, plugin } = await setUp();
    for (const name of ["a", "b", "c"]) simulator.others.create({ name, tags: ["x", OWNER_TAG] });
    const message = await totalFailureOf(plugin.create(declaration()));
    expect(message).toMatch(`3 instances carry the owner tag ${OWNER_TAG} of this declaration: `);
    for (const { id, createdDate } of simulator.instances())
      expect(message).toContain(`${id} (created ${createdDate})`);
    expect(message).toMatch(
      /Delete all but one of them on the platform, then run pulumi up again \(https:.*#duplicate-instances\)$/,
    );
    const confirmed = simulator.instances().map(({ id }) => `GET /instances/${id}`);
    expect(requestsTo(simulator)).toEqual([LOOK, ...confirmed]);
  });

  test("case 24b: the search after a lost response refuses to choose, too", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.onCommit(() => {
      if (simulator.instances().length === 1) simulator.others.create({ name: "twin", tags: [OWNER_TAG] });
    });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(/^2 instances carry the owner tag/);
    expect(posts(requestsTo(simulator))).toBe(1);
  });

  test("case 24c: an instance in the state can still be read, changed and deleted", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.others.create({ name: "twin", tags: [OWNER_TAG] });
    expect((await plugin.read(id, state)).properties).toEqual(state);
    await plugin.update(id, state, { ...inputs, name: "other" });
    await plugin.delete(id, state);
    expect(theOne(simulator).name).toBe("twin");
  });
});

describe("case 35: the list comes in pages", () => {
  test("case 35a: an instance on a later page is found", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const first = Buffer.from("after 0").toString("base64");
    simulator.faults.add({
      path: "/elements/*/instances",
      fault: { kind: "body", body: "[]", headers: { "elements-next-page-token": first } },
    });
    expect((await plugin.create(inputs)).id).toBe(id);
    const looks = simulator.requests.filter(({ path }) => path.startsWith("/elements/"));
    expect(looks.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("nextPage"))).toEqual([null, first]);
  });

  test("case 35b: a list that names a next page for ever ends the creation, with nothing posted", async () => {
    const { simulator, plugin } = await setUp();
    const fault = { kind: "body", body: "[]", headers: { "elements-next-page-token": "again" } } as const;
    simulator.faults.add({ path: "/elements/*/instances", call: "every", fault });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /named a next page 20 times, so the list does not end/,
    );
    expect(requestsTo(simulator)).toEqual(Array(20).fill(LOOK));
  });

  test("case 35c: a page that is gone when it is asked for ends the list", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const { createdDate } = theOne(simulator);
    const body = JSON.stringify([{ id: Number(id), name: "crm", tags: [OWNER_TAG], createdDate }]);
    simulator.faults.add({
      path: "/elements/*/instances",
      fault: { kind: "body", body, headers: { "elements-next-page-token": "next" } },
    });
    simulator.faults.add({ path: "/elements/*/instances", call: 2, fault: { kind: "status", status: 404 } });
    const { properties } = await plugin.create(inputs);
    expect(properties["token"] === theOne(simulator).token).toBe(true);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 35d: one instance on two pages is one instance", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const body = JSON.stringify([{ id: Number(id), name: "crm", tags: [OWNER_TAG] }]);
    simulator.faults.add({
      path: "/elements/*/instances",
      fault: { kind: "body", body, headers: { "elements-next-page-token": Buffer.from("after 0").toString("base64") } },
    });
    expect((await plugin.create(inputs)).id).toBe(id);
  });

  test("case 35e: a search asks for its own tag alone, so thousands of other instances need no further request", async () => {
    const { simulator, plugin } = await setUp();
    for (let count = 0; count < 450; count += 1) simulator.others.create({ name: `other ${count}`, tags: ["other"] });
    await plugin.create(declaration());
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
    const asked = simulator.requests.flatMap(({ path }) => new URLSearchParams(path.split("?")[1]).getAll("tags[]"));
    expect(asked).toEqual([OWNER_TAG, OWNER_TAG]);
  });
});
