import { call, create, simulator } from "./support";

describe("deleting an instance", () => {
  it.each([
    ["by id", (id: number) => `/instances/${id}`],
    ["through its element", (id: number) => `/elements/actessentials/instances/${id}`],
  ])("returns 200 %s, and 404 from then on", async (_how, path) => {
    const target = await simulator();
    const { id } = await create(target);
    expect(await call(target, "DELETE", path(id))).toMatchObject({ status: 200, text: "" });
    expect((await call(target, "DELETE", path(id))).status).toBe(404);
    expect((await call(target, "GET", `/instances/${id}`)).json).toMatchObject({
      message: `No element instance found with ID ${id}`,
    });
    expect(target.instances()).toEqual([]);
  });

  it("works by the element token", async () => {
    const target = await simulator();
    const { token } = await create(target);
    expect((await call(target, "DELETE", "/instances", { element: token })).status).toBe(200);
    expect((await call(target, "DELETE", "/instances", { element: token })).status).toBe(401);
  });

  it("kills the token", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    await call(target, "DELETE", `/instances/${id}`);
    expect((await call(target, "GET", "/hubs/crm/ping", { element: token })).status).toBe(401);
    expect((await call(target, "GET", "/hubs/crm/account?pageSize=1", { element: token })).status).toBe(401);
  });

  it("never gives its id to another instance", async () => {
    const target = await simulator();
    const { id } = await create(target);
    await call(target, "DELETE", `/instances/${id}`);
    expect((await create(target)).id).toBe(id + 1);
  });
});
