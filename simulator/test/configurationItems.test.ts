import type { Simulator } from "../src/index";
import { call, create, simulator } from "./support";

interface Item {
  readonly id: number;
  readonly key: string;
  readonly propertyValue: string | null;
}

async function items(target: Simulator, path: string, element?: string): Promise<Item[]> {
  return JSON.parse((await call(target, "GET", path, element === undefined ? {} : { element })).text);
}

const withKey = (all: Item[], key: string): Item => {
  const item = all.find((one) => one.key === key);
  if (!item) throw new Error(`no item ${key}`);
  return item;
};

describe("configuration items", () => {
  it("are an array with an integer id each, the same every time", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    const all = await items(target, `/instances/${id}/configuration`);
    expect(all).toHaveLength(24);
    expect(withKey(all, "event.notification.enabled")).toEqual({
      id: expect.any(Number),
      name: "Event Notifications Enabled",
      key: "event.notification.enabled",
      description: expect.any(String),
      defaultValue: "false",
      resellerConfig: false,
      companyConfig: false,
      active: true,
      internal: false,
      groupControl: false,
      displayOrder: expect.any(Number),
      type: "BOOLEAN",
      hideFromConsole: false,
      required: false,
      propertyValue: "false",
    });
    expect(await items(target, "/instances/configuration", token)).toEqual(all);
    expect(new Set(all.map((item) => item.id)).size).toBe(24);
  });

  it("have a default only if it is a text", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const item = withKey(await items(target, `/instances/${id}/configuration`), "event.notification.callback.url");
    expect(item).not.toHaveProperty("defaultValue");
    expect(item.propertyValue).toBeNull();
  });

  it("are masked where they are secret", async () => {
    const target = await simulator();
    const configuration = { "oauth.api.key": "k", "oauth.api.secret": "s", mine: "m" };
    const { id } = await create(target, { element: { key: "sfdc" }, configuration });
    const all = await items(target, `/instances/${id}/configuration`);
    expect(withKey(all, "oauth.api.key").propertyValue).toBe("********");
    expect(withKey(all, "oauth.api.secret").propertyValue).toBe("********");
    expect(withKey(all, "mine").propertyValue).toBe("m");
    expect(withKey(all, "filter.response.nulls").propertyValue).toBe("true");
  });

  it("are changed one by one, by id or by token, and at once", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    const item = withKey(await items(target, `/instances/${id}/configuration`), "event.notification.enabled");
    const one = `/instances/${id}/configuration/${item.id}`;
    const patched = await call(target, "PATCH", one, { body: { ...item, propertyValue: "true" } });
    expect(patched.json).toMatchObject({ id: item.id, propertyValue: "true" });
    expect((await call(target, "GET", one)).json).toMatchObject({ propertyValue: "true" });
    expect((await call(target, "GET", `/instances/${id}`)).json).toMatchObject({ eventsEnabled: true });

    const byToken = `/instances/configuration/${item.id}`;
    await call(target, "PATCH", byToken, { body: { propertyValue: false }, element: token });
    expect((await call(target, "GET", byToken, { element: token })).json).toMatchObject({ propertyValue: "false" });
  });

  it("keep their secret when the mask is sent back", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const item = withKey(await items(target, `/instances/${id}/configuration`), "password");
    const patched = await call(target, "PATCH", `/instances/${id}/configuration/${item.id}`, { body: item });
    expect(patched.json).toMatchObject({ propertyValue: "********" });
    expect(target.instances()[0]?.configuration["password"]).toBe("the-developer-key");
  });

  it("are 404 by an unknown id or another instance's, 400 without a value, 401 without a token", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const other = await create(target);
    const [first] = await items(target, `/instances/${other.id}/configuration`);
    expect((await call(target, "GET", `/instances/${id}/configuration/1`)).status).toBe(404);
    expect((await call(target, "GET", `/instances/${id}/configuration/${first?.id}`)).status).toBe(404);
    expect((await call(target, "GET", `/instances/${id}/configuration/username`)).status).toBe(404);
    const patch = await call(target, "PATCH", `/instances/${other.id}/configuration/${first?.id}`, { body: {} });
    expect(patch.status).toBe(400);
    expect((await call(target, "GET", "/instances/configuration")).status).toBe(401);
  });
});
