import { body, call, create, firstOf, shown, simulator } from "./support";

describe("creating an instance", () => {
  it("returns 200 in the form of the platform's example response", async () => {
    const target = await simulator({ now: () => new Date("2019-12-11T07:30:43.123Z") });
    const organization = firstOf(target);
    const instance = await create(target, { tags: ["Docs"] });
    expect(instance).toMatchObject({
      id: expect.any(Number),
      name: "API Instance",
      createdDate: "2019-12-11T07:30:43Z",
      token: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      elementId: 7213,
      tags: ["Docs"],
      valid: true,
      disabled: false,
      maxCacheSize: 0,
      cacheTimeToLive: 0,
      authenticationType: "basic",
      eventsEnabled: false,
      cachingEnabled: false,
      traceLoggingEnabled: false,
      organizationId: organization.id,
      accountId: organization.accountId,
      externalAuthentication: "none",
      userId: organization.userId,
      user: {
        id: organization.userId,
        emailAddress: expect.any(String),
        firstName: expect.any(String),
        lastName: expect.any(String),
      },
    });
    expect(instance["element"]).toMatchObject({
      id: 7213,
      name: "Act! 365",
      key: "actessentials",
      logo: "actessentials",
      hub: "crm",
      authentication: { type: "basic" },
      protocolType: "http",
    });
  });

  it("counts ids up by one", async () => {
    const target = await simulator();
    const first = await create(target);
    expect((await create(target)).id).toBe(first.id + 1);
  });

  it("makes another instance for the same body: names are not unique and there is no idempotency", async () => {
    const target = await simulator();
    const [first, second] = [await create(target), await create(target)];
    expect(second.token).not.toBe(first.token);
    expect(target.instances().map(({ name }) => name)).toEqual(["API Instance", "API Instance"]);
  });

  it("makes the name the only tag when there are no tags, and keeps an empty list", async () => {
    const target = await simulator();
    expect((await create(target, { name: "@lonely" })).tags).toEqual(["@lonely"]);
    expect((await create(target, { tags: [] })).tags).toEqual([]);
  });

  it("takes HTML out of the name and the tags", async () => {
    const target = await simulator();
    const link = `<a href="#" onClick="javascript:alert('xss');return false;">@safe</a>`;
    expect(await create(target, { name: link })).toMatchObject({ name: "@safe", tags: ["@safe"] });
    expect((await create(target, { tags: [link, "a < b"] })).tags.sort()).toEqual(["@safe", "a < b"]);
  });

  it("accepts the element's id in place of its key", async () => {
    const target = await simulator();
    expect(await create(target, { element: { id: 7213 } })).toMatchObject({ elementId: 7213 });
  });

  it("works through the element, by key or id, with or without an element in the body", async () => {
    const target = await simulator();
    const { element, ...rest } = body();
    for (const [keyOrId, sent] of [
      ["actessentials", rest],
      ["7213", { ...rest, element }],
    ]) {
      const response = await call(target, "POST", `/elements/${keyOrId}/instances`, { body: sent });
      expect(shown(response)).toMatchObject({ elementId: 7213 });
    }
  });

  it("never echoes providerData", async () => {
    const target = await simulator();
    const created = await create(target, { element: { key: "box" }, providerData: { code: "once-only" } });
    expect(JSON.stringify(created)).not.toContain("once-only");
    expect(created).not.toHaveProperty("providerData");
  });

  it("lists the objects when asked to", async () => {
    const target = await simulator();
    const { objects } = await create(target, { retrieveObjectsAfterInstantiation: true });
    expect(objects).toContainEqual({ name: "contacts", vendorName: "contacts", type: "ceCanonical" });
    expect(await create(target)).not.toHaveProperty("objects");
  });

  it("notes external authentication", async () => {
    const target = await simulator();
    expect(await create(target, { element: { key: "box" }, externalAuthentication: "initial" })).toMatchObject({
      externalAuthentication: "initial",
    });
  });

  it("names a trace of the authentication when asked to debug, and returns it", async () => {
    const target = await simulator();
    const sent = { name: "traced", providerData: { debug: true } };
    const response = await call(target, "POST", "/elements/zendesk/instances", { body: sent });
    const trace = response.headers["elements-trace-id"];
    expect((await call(target, "GET", `/elements/zendesk/trace/${trace}`)).status).toBe(200);
    expect((await call(target, "GET", `/elements/box/trace/${trace}`)).status).toBe(404);
  });
});

describe("creating is refused", () => {
  it.each([
    ["a body that is no JSON", { raw: "{" }, 400, "Failed to parse request body"],
    ["no body", {}, 400, "Failed to parse request body"],
    ["a body that is no object", { raw: "[]" }, 400, "object"],
    ["no name", { body: body({ name: undefined }) }, 400, "name"],
    ["an empty name", { body: body({ name: "<b></b>" }) }, 400, "name"],
    ["a name that is no text", { body: body({ name: 5 }) }, 400, "name"],
    ["tags that are no texts", { body: body({ tags: [{ name: "old" }] }) }, 400, "tags"],
    ["no element", { body: body({ element: undefined }) }, 400, "element"],
    ["an element without key and id", { body: body({ element: {} }) }, 400, "element"],
    ["configuration that is no object", { body: body({ configuration: "x" }) }, 400, "configuration"],
    ["no configuration", { body: body({ configuration: undefined }) }, 400, "username, password"],
    ["a missing key", { body: body({ configuration: { username: "k" } }) }, 400, "password"],
    ["an empty key", { body: body({ configuration: { username: "", password: "p" } }) }, 400, "username"],
    ["an element that begins with bad", { body: body({ element: { key: "badelement" } }) }, 404, "badelement"],
    ["an element id that was never given out", { body: body({ element: { id: 999999 } }) }, 404, "999999"],
    ["another content type", { body: body(), headers: { "content-type": "text/plain" } }, 415, "application/json"],
    [
      "a similar type",
      { body: body(), headers: { "content-type": "application/json-patch" } },
      415,
      "application/json",
    ],
  ])("for %s", async (_name, sent, status, message) => {
    const target = await simulator();
    const response = await call(target, "POST", "/instances", sent);
    expect(response.status).toBe(status);
    expect(response.json).toEqual({
      requestId: response.headers["elements-request-id"],
      message: expect.stringContaining(message),
    });
    expect(target.instances()).toEqual([]);
  });

  it("in the words that the platform uses for an unknown element", async () => {
    const target = await simulator();
    const response = await call(target, "POST", "/elements/badelement/instances", { body: body() });
    expect(response.json).toMatchObject({ message: "No element found with key badelement" });
  });
});
