import type { SimulatorOptions } from "../src/index";
import { body, call, create, deferred, firstOf, shown, simulator } from "./support";

/** A simulator whose waits last until the test ends them, and a promise of the first wait. */
async function held() {
  const [wait, asleep] = [deferred(), deferred()];
  const sleep = () => {
    asleep.resolve();
    return wait.promise;
  };
  return { target: await simulator({ latency: 1, sleep }), asleep: asleep.promise, wakeUp: wait.resolve };
}

/** A simulator whose waits are noted and over at once. */
async function watched(options: SimulatorOptions) {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  return { target: await simulator({ ...options, sleep }), waits };
}

describe("latency", () => {
  it.each([
    [250, 250, 250],
    ["real" as const, 8_000, 26_000],
    [[100, 200] as [number, number], 100, 200],
  ])("of %p delays creating and provisioning again", async (latency, min, max) => {
    const { target, waits } = await watched({ latency });
    const { id } = await create(target);
    await call(target, "PUT", `/instances/${id}`, { body: { configuration: { "pagination.max": "1" } } });
    await call(target, "PATCH", `/instances/${id}`, { body: { providerData: {} } });
    expect(waits).toHaveLength(3);
    for (const wait of waits) expect(wait >= min && wait <= max).toBe(true);
  });

  it("delays nothing else", async () => {
    const { target, waits } = await watched({ latency: 250 });
    const { id } = target.others.create({ name: "x", configuration: { username: "k", password: "p" } });
    const again = `/instances/${id}?reAuthenticate=false`;
    await call(target, "PUT", again, { body: { configuration: { "pagination.max": "1" } } });
    await call(target, "PATCH", `/instances/${id}`, { body: { name: "y", tags: [] } });
    await call(target, "GET", `/instances/${id}`);
    await call(target, "POST", "/instances", { body: body({ name: "" }) });
    await call(target, "DELETE", `/instances/${id}`);
    expect(waits).toEqual([]);
  });

  it("comes before the commit, which happens although the client is gone", async () => {
    const { target, asleep, wakeUp } = await held();
    const committed = new Promise<void>((done) => target.onCommit(() => done()));
    const abort = new AbortController();
    const { userSecret, organizationSecret } = firstOf(target);
    const request = fetch(`${target.url}/instances`, {
      method: "POST",
      signal: abort.signal,
      headers: {
        authorization: `User ${userSecret}, Organization ${organizationSecret}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body()),
    });
    await asleep;
    expect(target.instances()).toEqual([]);
    abort.abort();
    await expect(request).rejects.toThrow();
    wakeUp();
    await committed;
    expect(target.instances()).toHaveLength(1);
  });

  it("does not revive an instance that is deleted meanwhile", async () => {
    const { target, asleep, wakeUp } = await held();
    const { id } = target.others.create({ name: "x", configuration: { username: "k", password: "p" } });
    const update = call(target, "PUT", `/instances/${id}`, { body: { configuration: { username: "k2" } } });
    await asleep;
    target.others.remove(id);
    wakeUp();
    expect((await update).status).toBe(404);
    expect(target.instances()).toEqual([]);
  });

  it.each([-1, Number.NaN, [5, 1] as [number, number]])("of %p is refused", async (latency) => {
    await expect(simulator({ latency })).rejects.toThrow("latency");
  });
});

describe("keys that the vendor refuses", () => {
  const bad = body({ configuration: { username: "bad-key", password: "p" } });

  it("get a 401 with the vendor's message, and create nothing", async () => {
    const target = await simulator({ badKeys: ["bad-key"] });
    const response = await call(target, "POST", "/instances", { body: bad });
    expect(response.status).toBe(401);
    expect(response.json).toEqual({
      requestId: response.headers["elements-request-id"],
      message: expect.any(String),
      providerMessage: expect.any(String),
    });
    expect(target.instances()).toEqual([]);
  });

  it.each(["PUT", "PATCH"])("change nothing by %s, unless it does not authenticate", async (method) => {
    const target = await simulator({ badKeys: ["bad-key"] });
    const { id } = await create(target);
    const sent = { body: { name: "new", configuration: { username: "bad-key" } } };
    expect((await call(target, method, `/instances/${id}`, sent)).status).toBe(401);
    expect(target.instances()[0]).toMatchObject({ name: "API Instance", configuration: { username: "the-api-key" } });
    expect((await call(target, method, `/instances/${id}?reAuthenticate=false`, sent)).status).toBe(200);
  });

  it.each(["PUT", "PATCH"])(
    "are accepted by %s as by POST if the option says so, which shows only in a ping",
    async (method) => {
      const target = await simulator({ badKeys: ["bad-key"], badKeysResponse: "createAnyway" });
      const { id, token } = await create(target);
      const sent = { body: { configuration: { username: "bad-key" } } };
      expect(shown(await call(target, method, `/instances/${id}`, sent))["valid"]).toBe(true);
      expect((await call(target, "GET", "/ping", { element: token })).json).toMatchObject({ valid: false });
    },
  );

  it("create an instance anyway if the option says so, which a ping reports as not valid", async () => {
    const target = await simulator({ badKeys: ["bad-key"], badKeysResponse: "createAnyway" });
    const { token, valid } = shown(await call(target, "POST", "/instances", { body: bad }));
    expect(valid).toBe(true);
    const ping = await call(target, "GET", "/hubs/crm/ping", { element: token });
    expect(ping).toMatchObject({ status: 200, json: { endpoint: "actessentials", valid: false } });
  });
});
