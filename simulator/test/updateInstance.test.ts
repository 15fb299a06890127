import type { Simulator } from "../src/index";
import { call, create, shown, simulator } from "./support";

const stored = (target: Simulator) => target.instances()[0]?.configuration ?? {};

describe.each(["PUT", "PATCH"])("%s of an instance", (method) => {
  const update = (target: Simulator, id: number, body: object, query = "") =>
    call(target, method, `/instances/${id}${query}`, { body });

  it("returns the whole instance and keeps what the body leaves out", async () => {
    const target = await simulator();
    const before = await create(target, { tags: ["kept"] });
    const after = shown(await update(target, before.id, { name: "renamed" }));
    expect(after).toEqual({ ...before, name: "renamed" });
    expect(shown(await call(target, "GET", `/instances/${before.id}`))).toEqual(after);
  });

  it("renames, and keeps the tag that the platform made of the old name", async () => {
    const target = await simulator();
    const { id } = await create(target, { name: "old" });
    expect(shown(await update(target, id, { name: "new" })).tags).toEqual(["old"]);
  });

  it("replaces the tags as a whole, and an empty list clears them", async () => {
    const target = await simulator();
    const { id } = await create(target, { tags: ["a", "b"] });
    expect(shown(await update(target, id, { id, tags: ["c"] })).tags).toEqual(["c"]);
    expect(shown(await update(target, id, { tags: [] })).tags).toEqual([]);
  });

  it("takes HTML out of the name and the tags", async () => {
    const target = await simulator();
    const { id } = await create(target);
    expect(shown(await update(target, id, { name: "<b>n</b>", tags: ["<i>t</i>"] }))).toMatchObject({
      name: "n",
      tags: ["t"],
    });
  });

  it("merges configuration key by key, and keeps id and token", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    const configuration = { "event.notification.enabled": true, "event.notification.callback.url": "https://e.com" };
    expect(shown(await update(target, id, { configuration }))).toMatchObject({
      id,
      token,
      eventsEnabled: true,
      configuration: { username: "the-api-key", "event.notification.callback.url": "https://e.com" },
    });
    expect(stored(target)).toMatchObject({ password: "the-developer-key", "event.notification.enabled": "true" });
  });

  it("unsets a key that is sent as null, unless it is required", async () => {
    const target = await simulator();
    const { id } = await create(target);
    await update(target, id, { configuration: { "pagination.max": null } });
    expect(stored(target)["pagination.max"]).toBeNull();
    const refused = await update(target, id, { configuration: { password: null } });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ message: expect.stringContaining("password") });
    expect(stored(target)["password"]).toBe("the-developer-key");
  });

  it("leaves the secret alone when its mask is sent back", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const sent = await update(target, id, { configuration: { username: "new-api-key", password: "********" } });
    expect(sent.status).toBe(200);
    expect(stored(target)).toMatchObject({ username: "new-api-key", password: "the-developer-key" });
  });

  it("stores the mask if the option says so, which breaks the instance", async () => {
    const target = await simulator({ maskStoredLiterally: true });
    const { id, token } = await create(target);
    await update(target, id, { configuration: { password: "********" } });
    expect(stored(target)["password"]).toBe("********");
    expect((await call(target, "GET", "/ping", { element: token })).json).toMatchObject({ valid: false });
  });

  it("accepts a whole response as a body, and changes nothing", async () => {
    const target = await simulator({ shuffleTags: false });
    const created = await create(target);
    expect(shown(await update(target, created.id, created))).toEqual(created);
    expect(stored(target)["password"]).toBe("the-developer-key");
  });

  it("never echoes providerData", async () => {
    const target = await simulator();
    const { id } = await create(target, { element: { key: "box" } });
    const response = await update(target, id, { name: "x", providerData: { code: "once-only" } });
    expect(response.text).not.toContain("once-only");
  });

  it("moves the instance to another element", async () => {
    const target = await simulator();
    const { id } = await create(target, { element: { key: "closeio" } });
    const clone = JSON.parse((await call(target, "POST", "/elements/closeio/clone")).text);
    expect(shown(await update(target, id, { element: { id: clone.id } }))["element"]).toMatchObject({ id: clone.id });
    expect(shown(await update(target, id, { element: { key: "closeio" } }))["element"]).toMatchObject({ id: 146 });
  });

  it("is 404 for an unknown instance and a move to an unknown element, 400 for an invalid body", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const unknown = await update(target, 4711, { name: "x" });
    expect(unknown.status).toBe(404);
    expect(unknown.json).toMatchObject({ message: "No element instance found with ID 4711" });
    expect((await update(target, id, { element: { key: "badelement" } })).status).toBe(404);
    expect((await update(target, id, { name: "" })).status).toBe(400);
    expect((await call(target, method, `/instances/${id}`, { raw: "{" })).status).toBe(400);
  });

  it("works by the element token, without an id", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    const response = await call(target, method, "/instances", { body: { name: "by token" }, element: token });
    expect(shown(response)).toMatchObject({ id, name: "by token" });
    expect((await call(target, method, "/instances", { body: { name: "x" }, element: "dead" })).status).toBe(401);
  });
});

describe("through the element", () => {
  it("PUT works, but only for an instance of that element", async () => {
    const target = await simulator();
    const { id } = await create(target);
    for (const keyOrId of ["actessentials", "7213"]) {
      const response = await call(target, "PUT", `/elements/${keyOrId}/instances/${id}`, { body: { name: keyOrId } });
      expect(shown(response).name).toBe(keyOrId);
    }
    expect((await call(target, "PUT", `/elements/box/instances/${id}`, { body: { name: "x" } })).status).toBe(404);
  });

  it("PUT does not move the instance, whatever element the body names", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const sent = { body: { name: "stays", element: { key: "box" } } };
    const response = await call(target, "PUT", `/elements/actessentials/instances/${id}`, sent);
    expect(shown(response)).toMatchObject({ name: "stays", element: { key: "actessentials" } });
  });

  it.each(["GET", "PUT", "DELETE"])("%s still works after the instance moved to a clone", async (method) => {
    const target = await simulator();
    const { id } = await create(target, { element: { key: "closeio" } });
    const clone = JSON.parse((await call(target, "POST", "/elements/closeio/clone")).text);
    await call(target, "PATCH", `/instances/${id}`, { body: { element: { id: clone.id } } });
    const through = (key: string) =>
      call(target, method, `/elements/${key}/instances/${id}`, method === "PUT" ? { body: { name: "x" } } : {});
    expect((await through("box")).status).toBe(404);
    expect((await through("closeio")).status).toBe(200);
  });

  it("PATCH does not exist", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const response = await call(target, "PATCH", `/elements/actessentials/instances/${id}`, { body: { name: "x" } });
    expect(response.status).toBe(405);
    expect(response.headers["allow"]).toBe("GET, PUT, DELETE");
  });
});
