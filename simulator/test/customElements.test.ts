import type { Simulator } from "../src/index";
import { call, create, simulator } from "./support";

const element = {
  name: "My DB element",
  description: "An element of my own",
  authentication: { type: "custom" },
  protocolType: "jdbc",
  configuration: [
    { name: "Base URL", key: "base.url", type: "TEXTFIELD_1000", description: "Where", defaultValue: "http://e.com" },
  ],
  objects: [{ name: "things" }],
};

async function made(target: Simulator) {
  const response = await call(target, "POST", "/elements", { body: element });
  expect(response.status).toBe(200);
  return JSON.parse(response.text);
}

describe.each(["key", "id"])("an element that a caller made, by %s", (by) => {
  it("can be read, changed, switched and deleted", async () => {
    const target = await simulator();
    const created = await made(target);
    expect(created).toMatchObject({
      key: "mydbelement",
      name: element.name,
      description: element.description,
      protocolType: "jdbc",
      authentication: { type: "custom" },
      objects: [{ name: "things", id: expect.any(Number) }],
      configuration: expect.arrayContaining([
        expect.objectContaining({ key: "base.url", defaultValue: "http://e.com" }),
        expect.objectContaining({ key: "filter.response.nulls" }),
      ]),
    });
    const path = `/elements/${created[by]}`;
    expect((await call(target, "GET", path)).json).toEqual(created);
    const updated = await call(target, "PUT", path, { body: { description: "changed" } });
    expect(updated.json).toEqual({ ...created, description: "changed" });
    await call(target, "DELETE", `${path}/active`);
    expect((await call(target, "GET", path)).json).toMatchObject({ active: false });
    await call(target, "PUT", `${path}/active`);
    expect((await call(target, "GET", path)).json).toMatchObject({ active: true });
    expect((await call(target, "DELETE", path)).status).toBe(200);
    expect((await call(target, "GET", path)).status).toBe(404);
  });

  it("can get, change and lose a configuration key", async () => {
    const target = await simulator();
    const path = `/elements/${(await made(target))[by]}/configuration`;
    const key = { name: "Mine", key: "mine", description: "A key", type: "BOOLEAN" };
    expect((await call(target, "POST", path, { body: key })).json).toMatchObject(key);
    expect((await call(target, "POST", path, { body: key })).status).toBe(409);
    const changed = await call(target, "PUT", `${path}/mine`, { body: { ...key, defaultValue: "true" } });
    expect(changed.json).toMatchObject({ key: "mine", defaultValue: "true" });
    expect((await call(target, "DELETE", `${path}/mine`)).status).toBe(200);
    expect((await call(target, "DELETE", `${path}/mine`)).status).toBe(404);
    expect((await call(target, "POST", path, { body: { name: "no key" } })).status).toBe(400);
  });

  it("can be cloned", async () => {
    const target = await simulator();
    const created = await made(target);
    const clone = JSON.parse((await call(target, "POST", `/elements/${created[by]}/clone`)).text);
    expect(clone).toMatchObject({ configuration: expect.any(Array), authentication: { type: "custom" } });
    expect(clone.id).not.toBe(created.id);
    expect(clone.key).not.toBe(created.key);
    expect((await call(target, "DELETE", `/elements/${clone[by]}`)).status).toBe(200);
  });
});

describe("making and deleting elements", () => {
  it("never makes the same key twice", async () => {
    const target = await simulator();
    await made(target);
    expect((await call(target, "POST", "/elements", { body: element })).status).toBe(409);
  });

  it.each([{}, { name: "123" }, { name: "/ /" }, { name: "x", key: "a/b c" }, { name: "x", key: ".." }])(
    "makes no key from %p, which could not stand in a path",
    async (sent) => {
      expect((await call(await simulator(), "POST", "/elements", { body: sent })).status).toBe(400);
    },
  );

  it.each(["actessentials", "jira"])("does not replace %s, which the platform has itself", async (key) => {
    const target = await simulator();
    const before = await call(target, "GET", `/elements/${key}`);
    expect((await call(target, "POST", "/elements", { body: { name: key } })).status).toBe(409);
    expect((await call(target, "GET", `/elements/${key}`)).json).toEqual(before.json);
  });

  it("keeps the id that the catalogue showed before the element was made", async () => {
    const target = await simulator();
    const { id } = JSON.parse((await call(target, "GET", "/elements/mydbelement")).text);
    expect(await made(target)).toMatchObject({ id, name: element.name });
    expect((await call(target, "GET", `/elements/${id}`)).json).toMatchObject({ name: element.name });
  });

  it("refuses to delete the platform's elements, elements that nobody made, and elements with instances", async () => {
    const target = await simulator();
    const { key } = await made(target);
    await create(target, { element: { key } });
    expect((await call(target, "DELETE", "/elements/actessentials")).status).toBe(403);
    expect((await call(target, "DELETE", "/elements/never-mentioned")).status).toBe(404);
    expect((await call(target, "DELETE", `/elements/${key}`)).status).toBe(409);
  });
});

describe.each([
  ["by id", (id: number) => `/instances/${id}`],
  ["by token", () => "/instances"],
])("documents of an instance, %s", (_how, base) => {
  it("are kept, shown, replaced and removed", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { element: { key: "closeio" } });
    const send = (method: string, path: string, body?: object) =>
      call(target, method, base(id) + path, { element: token, ...(body ? { body } : {}) });
    const definition = { fields: [{ path: "id", type: "string" }] };
    for (const [one, all] of [
      ["/objects/mine/definitions", "/objects/definitions"],
      ["/transformations/mine", "/transformations"],
    ] as const) {
      expect((await send("GET", all)).status).toBe(404);
      expect((await send("PUT", one, definition)).status).toBe(404);
      expect((await send("POST", one, definition)).json).toEqual(definition);
      expect((await send("POST", one, definition)).status).toBe(409);
      expect((await send("PUT", one, { fields: [] })).json).toEqual({ fields: [] });
      expect((await send("GET", one)).json).toEqual({ fields: [] });
      expect((await send("GET", all)).json).toEqual({ mine: { fields: [] } });
      expect((await send("DELETE", one)).status).toBe(200);
      expect((await send("GET", one)).status).toBe(404);
      expect((await send("DELETE", one)).status).toBe(404);
      await send("POST", one, definition);
      expect((await send("DELETE", all)).status).toBe(200);
      expect((await send("GET", all)).status).toBe(404);
    }
  });

  it("appear in the instance's own documentation", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { element: { key: "closeio" } });
    const transformation = { vendorName: "Account", fields: [] };
    await call(target, "POST", `${base(id)}/transformations/myaccounts`, { element: token, body: transformation });
    const docs = JSON.parse((await call(target, "GET", `${base(id)}/docs`, { element: token })).text);
    expect(docs).toMatchObject({ swagger: "2.0", host: expect.any(String), basePath: "/elements/api-v2" });
    expect(Object.keys(docs.paths)).toEqual(
      expect.arrayContaining(["/accounts", "/accounts/{id}", "/myaccounts", "/myaccounts/{objectId}"]),
    );
    expect(Object.keys(docs.definitions)).toEqual(expect.arrayContaining(["myaccounts", "Account", "accountsNotes"]));
  });
});
