import type { Fault, Lag, Simulator, SimulatorOptions } from "../src/index";
import { body, call, create, deferred, firstOf, list, shown, simulator } from "./support";

/** A simulator on which the next POST of an instance meets this fault. */
async function faulty(fault: Fault): Promise<Simulator> {
  const target = await simulator();
  target.faults.add({ method: "POST", path: "/instances", fault });
  return target;
}

const post = (target: Simulator) => call(target, "POST", "/instances", { body: body() });

/** Whether a promise is still not settled after a while. */
const undecided = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => false), new Promise<boolean>((done) => setTimeout(done, 100, true))]);

/** Code of the error by which a request failed. */
const failure = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => "got a response",
    (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.message,
  );

describe("a close", () => {
  it("before the commit changes nothing", async () => {
    const target = await faulty({ kind: "close", when: "beforeCommit" });
    expect(await failure(post(target))).toBe("UND_ERR_SOCKET");
    expect(target.instances()).toEqual([]);
    expect(target.requests[0]?.status).toBeUndefined();
  });

  it("after the commit leaves an instance whose response is lost", async () => {
    const target = await faulty({ kind: "close", when: "afterCommit" });
    expect(await failure(post(target))).toBe("UND_ERR_SOCKET");
    expect(target.instances()).toHaveLength(1);
    expect(list(await call(target, "GET", "/instances"))).toHaveLength(1);
  });
});

describe("a status", () => {
  it("comes before the commit, in the platform's own form, with the body and headers that a test asks for", async () => {
    const target = await faulty({
      kind: "status",
      status: 429,
      retryAfter: 7,
      message: "slow down",
      providerMessage: "too many",
      headers: { "x-more": "1" },
    });
    const response = await post(target);
    expect(response.status).toBe(429);
    expect(response.headers).toMatchObject({ "retry-after": "7", "x-more": "1" });
    expect(response.json).toEqual({
      requestId: response.headers["elements-request-id"],
      message: "slow down",
      providerMessage: "too many",
    });
    expect(target.instances()).toEqual([]);
    expect(target.requests[0]?.status).toBe(429);
  });

  it("can come after the commit", async () => {
    const target = await faulty({ kind: "status", status: 504, when: "afterCommit" });
    expect((await post(target)).status).toBe(504);
    expect(target.instances()).toHaveLength(1);
  });

  it.each([
    ["html", "text/html", /<h1>Bad Gateway<\/h1>/],
    ["empty", undefined, /^$/],
    ["plain words", "text/plain", /^plain words$/],
    [{ odd: true }, "application/json;charset=UTF-8", /^\{"odd":true\}$/],
  ])("can have the body %p", async (wanted, type, text) => {
    const response = await post(await faulty({ kind: "status", status: 502, body: wanted }));
    expect(response.status).toBe(502);
    expect(response.headers["content-type"]).toBe(type);
    expect(response.text).toMatch(text);
  });

  it("can echo the request with all its secrets", async () => {
    const target = await faulty({ kind: "status", status: 500, echoRequest: true });
    const { text } = await post(target);
    for (const secret of [firstOf(target).userSecret, "the-api-key", "the-developer-key"]) {
      expect(text).toContain(secret);
    }
  });
});

describe("a slow response", () => {
  /** A simulator whose waits last until the test ends them. */
  async function waiting(fault: Fault) {
    const { promise, resolve } = deferred();
    const waits: number[] = [];
    const sleep = (ms: number) => {
      waits.push(ms);
      return promise;
    };
    const target = await simulator({ sleep });
    target.faults.add({ path: "/elements", fault });
    return { target, waits, resolve };
  }

  it("waits before its headers", async () => {
    const { target, waits, resolve } = await waiting({ kind: "slowHeaders", ms: 150 });
    const request = fetch(`${target.url}/elements`);
    expect(await undecided(request)).toBe(true);
    expect(waits).toEqual([150]);
    resolve();
    expect(await (await request).json()).toContainEqual(expect.objectContaining({ key: "actessentials" }));
  });

  it("sends its headers at once and spreads its body", async () => {
    const { target, waits, resolve } = await waiting({ kind: "slowBody", ms: 300 });
    const response = await fetch(`${target.url}/elements`);
    const body = response.json();
    expect(await undecided(body)).toBe(true);
    resolve();
    expect(await body).toContainEqual(expect.objectContaining({ key: "actessentials" }));
    expect(waits).toEqual(Array.from({ length: 10 }, () => 30));
  });
});

describe("a stall", () => {
  it("never begins to respond, although the work is done", async () => {
    const target = await faulty({ kind: "stall", when: "beforeHeaders" });
    const committed = new Promise<void>((done) => target.onCommit(() => done()));
    const request = failure(post(target));
    await committed;
    expect(target.instances()).toHaveLength(1);
    expect(await undecided(request)).toBe(true);
    await target.stop();
    expect(await request).toBe("UND_ERR_SOCKET");
  });

  it("in the body begins and never ends", async () => {
    const target = await simulator();
    target.faults.add({ path: "/elements", fault: { kind: "stall", when: "inBody" } });
    const response = await fetch(`${target.url}/elements`);
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    const rest = failure(Promise.resolve(reader?.read()));
    expect(await undecided(rest)).toBe(true);
    await target.stop();
    expect(await rest).not.toBe("got a response");
  });
});

describe("a response that cannot be read", () => {
  it("is cut off", async () => {
    const target = await faulty({ kind: "truncated" });
    expect(await failure(post(target))).not.toBe("got a response");
    expect(target.instances()).toHaveLength(1);
  });

  it.each([[undefined], ["<html>"]])("is announced as JSON, but is not JSON (%p)", async (text) => {
    const target = await faulty({ kind: "malformed", ...(text === undefined ? {} : { body: text }) });
    const response = await post(target);
    expect(response.status).toBe(200);
    expect(response.headers["content-type"]).toMatch(/json/);
    expect(response.json).toBeUndefined();
    expect(target.instances()).toHaveLength(1);
  });

  it("can be any body that a test gives", async () => {
    const fault: Fault = { kind: "body", status: 202, body: Buffer.from("null"), headers: { "content-type": "x/y" } };
    const target = await faulty(fault);
    const response = await post(target);
    expect(response).toMatchObject({ status: 202, text: "null" });
    expect(response.headers["content-type"]).toBe("x/y");
    expect(target.instances()).toHaveLength(1);
  });

  it("is huge", async () => {
    const target = await faulty({ kind: "hugeBody", bytes: 3_000_000 });
    const response = await post(target);
    expect(response.text).toHaveLength(3_000_000);
    expect(response.text.startsWith('[{"id":1,')).toBe(true);
    expect(response.headers).not.toHaveProperty("content-length");
    expect(target.instances()).toHaveLength(1);
  });
});

describe("a redirect", () => {
  it("points elsewhere and changes nothing", async () => {
    const target = await faulty({ kind: "redirect", location: "https://elsewhere.invalid/" });
    const response = await post(target);
    expect(response.status).toBe(302);
    expect(response.headers["location"]).toBe("https://elsewhere.invalid/");
    expect(target.instances()).toEqual([]);
  });

  it("can have another status", async () => {
    const target = await faulty({ kind: "redirect", status: 307, location: "/x" });
    expect((await post(target)).status).toBe(307);
  });
});

describe("a hold", () => {
  it("keeps a request from its commit until the promise is settled", async () => {
    const { promise, resolve } = deferred();
    const target = await faulty({ kind: "hold", until: promise });
    const arrived = new Promise<void>((done) => target.onRequest(() => done()));
    const request = post(target);
    await arrived;
    expect(await undecided(request)).toBe(true);
    expect(target.instances()).toEqual([]);
    resolve();
    expect((await request).status).toBe(200);
  });

  it("keeps back the response after the commit", async () => {
    const { promise, resolve } = deferred();
    const target = await faulty({ kind: "hold", until: promise, when: "afterCommit" });
    const committed = new Promise<void>((done) => target.onCommit(() => done()));
    const request = post(target);
    await committed;
    expect(target.instances()).toHaveLength(1);
    expect(target.requests[0]?.status).toBeUndefined();
    resolve();
    expect((await request).status).toBe(200);
  });
});

describe("late visibility", () => {
  it("hides an instance from a number of lists that would show it", async () => {
    const target = await faulty({ kind: "lateVisibility", lists: 2 });
    const { id } = await create(target, { tags: ["mine"] });
    const lists = async (query: string) => (await call(target, "GET", `/instances${query}`)).status;
    expect(await lists("?tags[]=others")).toBe(404);
    expect([await lists("?tags[]=mine"), await lists(""), await lists("?tags[]=mine")]).toEqual([404, 404, 200]);
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(200);
  });

  it("hides it from a number of reads by id", async () => {
    const target = await faulty({ kind: "lateVisibility", reads: 1 });
    const { id } = await create(target);
    expect((await call(target, "GET", "/instances")).status).toBe(200);
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(404);
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(200);
  });

  it("hides it from both for a time", async () => {
    let now = 1_000;
    const target = await simulator({ now: () => new Date(now) });
    target.faults.add({ method: "POST", fault: { kind: "lateVisibility", ms: 5_000 } });
    const { id } = await create(target);
    const statuses = async () => [
      (await call(target, "GET", "/elements/actessentials/instances")).status,
      (await call(target, "GET", `/instances/${id}`)).status,
    ];
    expect(await statuses()).toEqual([404, 404]);
    now += 4_999;
    expect(await statuses()).toEqual([404, 404]);
    now += 1;
    expect(await statuses()).toEqual([200, 200]);
  });

  it("plays together with a lost response", async () => {
    const target = await faulty({ kind: "lateVisibility", lists: 1 });
    target.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    expect(await failure(post(target))).toBe("UND_ERR_SOCKET");
    expect((await call(target, "GET", "/instances")).status).toBe(404);
    expect(shown({ ...(await call(target, "GET", `/instances/${target.instances()[0]?.id}`)) }).id).toBeDefined();
    expect((await call(target, "GET", "/instances")).status).toBe(200);
    expect(target.faults.played).toBe(2);
  });
});

describe("late removal", () => {
  /** A simulator with one instance, and statuses of the next list and the next GET by id of it. */
  async function withInstance(options: SimulatorOptions = {}) {
    const target = await simulator(options);
    const { id, token } = await create(target, { tags: ["mine"] });
    const status = async (path: string) => (await call(target, "GET", path)).status;
    return {
      target,
      id,
      token,
      listed: (query = "?tags[]=mine") => status(`/elements/actessentials/instances${query}`),
      read: () => status(`/instances/${id}`),
    };
  }

  /** The same, after a DELETE with this lag. */
  async function removed(lag: Lag, options: SimulatorOptions = {}) {
    const setup = await withInstance(options);
    setup.target.faults.add({ method: "DELETE", path: "/instances/*", fault: { kind: "lateRemoval", ...lag } });
    expect((await call(setup.target, "DELETE", `/instances/${setup.id}`)).status).toBe(200);
    return setup;
  }

  it("keeps a deleted instance in a number of lists, but not in reads by id", async () => {
    const { listed, read } = await removed({ lists: 2 });
    expect(await listed("?tags[]=others")).toBe(404);
    expect(await read()).toBe(404);
    expect([await listed(), await listed(""), await listed()]).toEqual([200, 200, 404]);
    expect(await read()).toBe(404);
  });

  it("keeps it in a number of reads by id, by either path, but not in lists", async () => {
    const { target, id, token, listed, read } = await removed({ reads: 2 });
    expect(await listed()).toBe(404);
    expect(shown(await call(target, "GET", `/instances/${id}`))).toMatchObject({ id, token, tags: ["mine"] });
    expect((await call(target, "GET", `/elements/actessentials/instances/${id}`)).status).toBe(200);
    expect(await read()).toBe(404);
  });

  it("lags in both, each by its own number", async () => {
    const { listed, read } = await removed({ lists: 1, reads: 1 });
    expect([await read(), await read()]).toEqual([200, 404]);
    expect([await listed(), await listed()]).toEqual([200, 404]);
  });

  it("lags in both for a time", async () => {
    let now = 1_000;
    const { listed, read } = await removed({ ms: 5_000 }, { now: () => new Date(now) });
    for (const [later, status] of [
      [0, 200],
      [4_999, 200],
      [1, 404],
    ] as const) {
      now += later;
      expect([await listed(), await read()]).toEqual([status, status]);
    }
  });

  it("is a removal all the same: the token is dead, and nothing but lists and GETs by id finds the instance", async () => {
    const { target, id, token, read } = await removed({ lists: 9, reads: 9 });
    expect(target.instances()).toEqual([]);
    expect((await call(target, "GET", "/hubs/crm/ping", { element: token })).status).toBe(401);
    for (const [method, path] of [
      ["PUT", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["GET", "/configuration"],
      ["PUT", "/enabled"],
    ] as const) {
      const sent = method === "PUT" || method === "PATCH" ? { body: { name: "new" } } : {};
      expect([method, path, (await call(target, method, `/instances/${id}${path}`, sent)).status]).toEqual([
        method,
        path,
        404,
      ]);
    }
    expect(await read()).toBe(200);
  });

  it("shows the instance beside living ones, in the order of ids, and to its own organization only", async () => {
    const { target, id } = await removed({ lists: 1, reads: 1 }, { organizations: [{ id: 1 }, { id: 2 }] });
    const { id: next } = await create(target, { tags: ["mine"] });
    target.others.create({ name: "theirs", tags: ["mine"], organizationId: 2 });
    const [, other] = target.organizations;
    const asOther = {
      headers: { authorization: `User ${other?.userSecret}, Organization ${other?.organizationSecret}` },
    };
    expect((await call(target, "GET", `/instances/${id}`, asOther)).status).toBe(404);
    expect(list(await call(target, "GET", "/instances", asOther))).toHaveLength(1);
    expect(list(await call(target, "GET", "/instances")).map((one) => one.id)).toEqual([id, next]);
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(200);
  });

  it("is also possible for a removal by others", async () => {
    const { target, id, token, listed, read } = await withInstance();
    target.others.remove(id, { lists: 1, reads: 1 });
    expect((await call(target, "GET", "/ping", { element: token })).status).toBe(401);
    expect([await listed(), await listed(), await read(), await read()]).toEqual([200, 404, 200, 404]);
  });

  it("plays together with a lost response, and not on a DELETE that finds nothing", async () => {
    const { target, id, listed } = await withInstance();
    const path = `/instances/${id}`;
    target.faults.add({ method: "DELETE", path, call: [1, 2], fault: { kind: "lateRemoval", lists: 1 } });
    target.faults.add({ method: "DELETE", path, fault: { kind: "close", when: "afterCommit" } });
    expect(await failure(call(target, "DELETE", path))).toBe("UND_ERR_SOCKET");
    expect([await listed(), await listed()]).toEqual([200, 404]);
    expect((await call(target, "DELETE", path)).status).toBe(404);
    expect(await listed()).toBe(404);
  });
});
