import { once } from "node:events";
import { request } from "node:http";
import { call, create, seeded, simulator } from "./support";

/** The status of a request whose target is sent as it is: `fetch` would tidy it up. */
async function statusOf(port: number, target: string): Promise<number | undefined> {
  const sent = request({ host: "127.0.0.1", port, path: target }).end();
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode;
}

describe("every response", () => {
  it("has a request id of its own and lists the headers that browsers may read", async () => {
    const target = await simulator();
    const responses = await Promise.all([
      call(target, "GET", "/elements", { headers: { Origin: "https://example.com" } }),
      call(target, "GET", "/instances"),
      call(target, "POST", "/nowhere"),
    ]);
    for (const { headers } of responses) {
      expect(headers["elements-request-id"]).toMatch(/^[0-9a-f]{24}$/);
      expect(headers["access-control-expose-headers"]).toBe(
        "Elements-Returned-Count, Elements-Total-Count, Elements-Request-Id, Elements-Next-Page-Token, " +
          "Elements-Trace-Id, Elements-Error, Content-Disposition",
      );
      expect(headers).not.toHaveProperty("x-frame-options");
    }
    expect(new Set(responses.map(({ headers }) => headers["elements-request-id"])).size).toBe(3);
  });

  it("may be framed, unless it is a page of the old user interface", async () => {
    const { origin } = new URL((await simulator()).url);
    expect((await fetch(`${origin}/elements/jsp/login.jsp`)).headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect((await fetch(`${origin}/elements/api-docs`)).headers.get("x-frame-options")).toBeNull();
  });

  it("is JSON wherever there is a body", async () => {
    const target = await simulator();
    const { id } = await create(target);
    for (const path of [`/instances/${id}`, "/instances/1", "/elements"]) {
      expect((await call(target, "GET", path)).headers["content-type"]).toMatch(/^application\/json/);
    }
  });

  it("is the same in every run of a simulator whose random numbers and time are", async () => {
    const run = async () => {
      const target = await simulator({ random: seeded(7), now: () => new Date(0) });
      return call(target, "GET", `/instances/${(await create(target)).id}`);
    };
    expect((await run()).text).toBe((await run()).text);
  });
});

describe("a request that no route handles", () => {
  it.each([
    ["GET", "/nowhere", 404],
    ["GET", "/instances/not-a-number", 404],
    ["GET", "/instances/-1", 404],
    ["GET", "/elements/box/instances/-1", 404],
    ["POST", "/instances/1", 405],
    ["PUT", "/elements/keys/instances", 405],
    ["PATCH", "/elements/box/instances/1", 405],
    ["GET", "/instances/enabled", 405],
    ["POST", "/organizations/me", 405],
  ])("%s %s returns %i, with the platform's error body", async (method, path, status) => {
    const response = await call(await simulator(), method, path);
    expect(response.status).toBe(status);
    expect(response.json).toEqual({ requestId: expect.stringMatching(/^[0-9a-f]{24}$/), message: expect.any(String) });
  });

  it("is 404 outside the API, and a slash at the end does no harm", async () => {
    const target = await simulator();
    const outside = await fetch(`${new URL(target.url).origin}/instances`);
    expect(outside.status).toBe(404);
    expect(await outside.json()).toMatchObject({ message: expect.any(String) });
    expect((await call(target, "GET", "/organizations/me/")).status).toBe(200);
  });

  it.each(["//", "//[", "//elements/api-v2/elements", "http://localhost:99999/", "*"])(
    "is 404 when its target is %s, and is recorded",
    async (target) => {
      const { port, requests } = await simulator();
      expect(await statusOf(port, target)).toBe(404);
      expect(requests).toMatchObject([{ method: "GET", status: 404 }]);
    },
  );

  it("may name the whole URL, as to a proxy", async () => {
    const { port, url } = await simulator();
    expect(await statusOf(port, `${url}/elements`)).toBe(200);
  });

  it("is 429 when its body is larger than 8 MB", async () => {
    const target = await simulator();
    const raw = JSON.stringify({ name: "x".repeat(8 * 1024 * 1024) });
    expect((await call(target, "POST", "/instances", { raw })).status).toBe(429);
  });
});

describe("many requests at once", () => {
  it("make as many instances, each with its own id and token", async () => {
    const target = await simulator();
    const made = await Promise.all(Array.from({ length: 400 }, (_, number) => create(target, { name: `n${number}` })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(400);
    expect(new Set(made.map(({ token }) => token)).size).toBe(400);
    expect(target.instances()).toHaveLength(400);
    // Half a second, unless the machine is busy with something else.
  }, 30_000);
});
