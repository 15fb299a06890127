import type { Simulator } from "../src/index";
import { call, create, simulator } from "./support";

const get = async (target: Simulator, path: string) => {
  const response = await call(target, "GET", path);
  expect([path, response.status]).toEqual([path, 200]);
  return JSON.parse(response.text);
};

describe("the catalogue", () => {
  it("lists elements with their configuration keys, and their keys alone", async () => {
    const target = await simulator();
    const elements = await get(target, "/elements");
    expect(elements).toContainEqual(expect.objectContaining({ id: 7213, key: "actessentials", hub: "crm" }));
    for (const element of elements) {
      expect(element).toMatchObject({
        name: expect.any(String),
        description: expect.any(String),
        authentication: { type: expect.any(String) },
        configuration: expect.arrayContaining([expect.objectContaining({ key: "filter.response.nulls" })]),
      });
    }
    expect(await get(target, "/elements/keys")).toEqual(expect.arrayContaining(["actessentials", "closeio"]));
  });

  it("shows an element by key or id, its defaults included", async () => {
    const target = await simulator();
    const element = await get(target, "/elements/actessentials");
    expect(await get(target, "/elements/7213")).toEqual(element);
    expect(await get(target, "/elements/7213/export")).toEqual(element);
    expect(element.configuration).toHaveLength(24);
    expect(element.configuration).toContainEqual(
      expect.objectContaining({ key: "event.poller.refresh_interval", defaultValue: "15", id: expect.any(Number) }),
    );
    for (const item of element.configuration) expect(["string", "undefined"]).toContain(typeof item.defaultValue);
  });

  it("shows the configuration of an element as an object by key", async () => {
    const target = await simulator();
    const configuration = await get(target, "/elements/actessentials/configuration");
    expect(configuration.username).toMatchObject({ key: "username", name: "API Key", required: true });
    expect(Array.isArray(configuration)).toBe(false);
  });

  it("has every key that does not begin with bad, and the ids that it gave out", async () => {
    const target = await simulator();
    const element = await get(target, "/elements/never-heard-of");
    expect(await get(target, `/elements/${element.id}`)).toEqual(element);
    expect(await get(target, "/elements/keys")).toContain("never-heard-of");
    for (const path of ["/elements/badelement", "/elements/999999999999", "/elements/999999999999/metadata"]) {
      expect([path, (await call(target, "GET", path)).status]).toEqual([path, 404]);
    }
  });

  it("treats a doubled prefix as a mistake, not as an element", async () => {
    const target = await simulator();
    const path = "/elements/api-v2/instances";
    expect((await call(target, "POST", path, { body: { name: "x" } })).status).toBe(404);
    expect((await call(target, "GET", path)).status).toBe(404);
    expect(await get(target, "/elements/keys")).not.toContain("api-v2");
  });

  it("shows the authentication type and the transformations of an element", async () => {
    const target = await simulator();
    expect(await get(target, "/elements/actessentials/authentication-types")).toEqual(["basic"]);
    expect(await get(target, "/elements/sfdc/authentication-types")).toEqual(["oauth2"]);
    expect(await get(target, "/elements/sfdc/transformations")).toEqual({});
    expect((await call(target, "GET", "/elements/badelement/transformations")).status).toBe(404);
  });
});

describe("metadata", () => {
  it("holds what the expanded schema requires", async () => {
    const target = await simulator();
    await create(target);
    const metadata = await get(target, "/elements/7213/metadata?expand=true");
    expect(metadata).toMatchObject({
      id: 7213,
      key: "actessentials",
      name: "Act! 365",
      description: expect.any(String),
      image: expect.any(String),
      displayOrder: expect.any(Number),
      elementType: expect.any(String),
      authenticationType: "basic",
      hub: "crm",
      usage: { instanceCount: 1, customerCount: 1, traffic: 0 },
      api: { type: expect.any(String) },
    });
    for (const flag of ["active", "beta", "transformations", "churros", "normalizedPaging", "swaggerValidated"]) {
      expect([flag, typeof metadata[flag]]).toEqual([flag, "boolean"]);
    }
    expect(Object.keys(metadata.resources[0])).toEqual(
      expect.arrayContaining(["canonicalName", "operations", "events", "bulk", "customField"]),
    );
  });

  it("says how events arrive", async () => {
    const target = await simulator();
    const polling = await get(target, "/elements/netsuitecrm/metadata");
    expect(polling.events).toMatchObject({ supported: true, methods: ["polling"], polling: expect.anything() });
    expect((await get(target, "/elements/dropbox/metadata")).events.methods).toEqual(["webhook"]);
  });

  it("can be had for all elements at once", async () => {
    expect((await get(await simulator(), "/elements/metadata")).length).toBeGreaterThan(1);
  });
});

describe("OAuth", () => {
  const parameters = { apiKey: "the-key", apiSecret: "the-secret", callbackUrl: "http://localhost:8080" };

  it("gives a URL by GET and by POST, by key and by id, and never with the secret in it", async () => {
    const target = await simulator();
    const { id } = await get(target, "/elements/sfdc");
    for (const keyOrId of ["sfdc", id]) {
      const path = `/elements/${keyOrId}/oauth/url`;
      const byGet = await get(target, `${path}?${new URLSearchParams(parameters)}`);
      const byPost = await call(target, "POST", path, { body: parameters });
      expect(byPost.json).toEqual(byGet);
      expect(byGet.element).toBe("sfdc");
      const url = new URL(byGet.oauthUrl);
      expect(url.searchParams.get("client_id")).toBe("the-key");
      expect(url.searchParams.get("redirect_uri")).toBe("http://localhost:8080");
      expect(byGet.oauthUrl).not.toContain("the-secret");
    }
  });

  it("gives a default URL that holds no mask, and a request token", async () => {
    const target = await simulator();
    const byDefault = await get(target, "/elements/sfdc/oauth/url/default?oauth.api.key=********");
    expect(byDefault.oauthUrl).not.toContain("********");
    expect(byDefault.configuration.secret).toEqual(expect.any(String));
    expect(await get(target, "/elements/sfdc/oauth/token")).toEqual({
      token: expect.any(String),
      secret: expect.any(String),
    });
  });
});
