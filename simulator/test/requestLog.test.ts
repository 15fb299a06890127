import { body, call, create, firstOf, simulator } from "./support";

describe("the record of requests", () => {
  it("holds method, path with query, headers, body, status and time, in the order of arrival", async () => {
    const target = await simulator({ now: () => new Date(42_000) });
    await create(target, { tags: ["a"] });
    await call(target, "GET", "/instances?tags[]=none");
    expect(target.requests).toEqual([
      {
        method: "POST",
        path: "/instances",
        headers: expect.objectContaining({
          authorization: "User ***, Organization ***",
          "content-type": expect.any(String),
        }),
        body: {
          element: { key: "actessentials" },
          name: "API Instance",
          tags: ["a"],
          configuration: { username: "***", password: "***" },
        },
        status: 200,
        at: new Date(42_000),
      },
      expect.objectContaining({ method: "GET", path: "/instances?tags[]=none", body: undefined, status: 404 }),
    ]);
  });

  it("can be cleared", async () => {
    const target = await simulator();
    await create(target);
    target.requests.length = 0;
    await call(target, "GET", "/instances");
    expect(target.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("does not hold what tests do without HTTP", async () => {
    const target = await simulator();
    target.others.remove(target.others.create({ name: "x" }).id);
    expect(target.requests).toEqual([]);
  });

  it("shows that a key was unset, and values that are no secrets", async () => {
    const target = await simulator();
    const { id } = await create(target);
    const configuration = {
      "event.notification.basic.password": null,
      "event.notification.callback.url": "https://e.com",
    };
    await call(target, "PATCH", `/instances/${id}`, { body: { configuration } });
    expect(target.requests.at(-1)?.body).toEqual({ configuration });
  });

  it.each([
    "api.key",
    "apikey",
    "oauth.api.key",
    "passphrase",
    "client.privatekey",
    "base64.encoded.jks",
    "instance.variables",
  ])("hides the value of %s, wherever it appears later", async (key) => {
    const target = await simulator();
    const { id } = await create(target, { element: { key: "some-other" }, configuration: { [key]: "canary-of-key" } });
    await call(target, "PATCH", `/instances/${id}`, { body: { name: "it is canary-of-key" } });
    expect(target.requests).toMatchObject([
      { body: { configuration: { [key]: "***" } } },
      { body: { name: "it is ***" } },
    ]);
  });

  it("holds no secret, in whatever part of a request it was sent", async () => {
    const target = await simulator();
    const created = await create(target);
    const { userSecret, organizationSecret } = firstOf(target);
    const canaries = {
      apiKey: "canary-api-key",
      developerKey: "canary-developer-key",
      basic: "canary-basic-password",
      signature: "canary-signature-key",
      headers: "canary-callback-headers",
      code: "canary-oauth-code",
      login: "canary-login-password",
      oauth: "canary-oauth-secret",
      cookie: "canary-cookie",
      proxy: "canary-proxy",
      item: "canary-item",
      namelessItem: "canary-nameless-item",
      misnamedItem: "canary-misnamed-item",
    };
    const sent = body({
      name: `my key is ${canaries.apiKey}`,
      tags: [created.token, userSecret],
      configuration: {
        username: canaries.apiKey,
        password: canaries.developerKey,
        "event.notification.basic.password": canaries.basic,
        "event.notification.signature.key": canaries.signature,
        "event.notification.callback.headers": { Authorization: canaries.headers },
      },
      providerData: { anything: { code: canaries.code } },
    });
    await call(target, "POST", "/instances", {
      body: sent,
      element: created.token,
      headers: { cookie: canaries.cookie, "proxy-authorization": canaries.proxy },
    });
    await call(target, "POST", "/authentication", { body: { username: "someone", password: canaries.login } });
    const query = new URLSearchParams({
      apiKey: canaries.apiKey,
      apiSecret: canaries.oauth,
      callbackUrl: organizationSecret,
    });
    await call(target, "GET", `/elements/box/oauth/url?${query}`);
    await call(target, "GET", `/instances?tags[]=${encodeURIComponent(created.token)}`);
    await call(target, "PATCH", `/instances/${created.id}/configuration/1`, {
      body: { key: "password", propertyValue: canaries.item },
    });
    await call(target, "PATCH", `/instances/${created.id}/configuration/1`, {
      body: { propertyValue: canaries.namelessItem },
    });
    await call(target, "PATCH", `/instances/${created.id}/configuration/1`, {
      body: { key: "pagination.max", propertyValue: canaries.misnamedItem },
    });
    await call(target, "POST", "/instances", { raw: `{"password": "${canaries.developerKey}"` });
    await call(target, "GET", "/ping", { headers: { authorization: userSecret } });

    const recorded = JSON.stringify(target.requests);
    for (const secret of [...Object.values(canaries), created.token, userSecret, organizationSecret]) {
      expect(recorded).not.toContain(secret);
      expect(recorded).not.toContain(encodeURIComponent(secret));
    }
    expect(target.requests).toHaveLength(10);
    expect(target.requests[1]?.headers["authorization"]).toBe("User ***, Organization ***, Element ***");
  });
});

describe("a secret that an instance got", () => {
  const element = { name: "Mine", configuration: [{ key: "pin", name: "Pin", type: "PASSWORD" }] };

  it.each(["POST", "PATCH", "PATCH of an item", "others"])("by %s is not recorded later either", async (how) => {
    const target = await simulator();
    await call(target, "POST", "/elements", { body: element });
    const configuration = { pin: "canary-pin" };
    const { id } = await create(target, {
      element: { key: "mine" },
      configuration: how === "POST" ? configuration : {},
    });
    const items = await call(target, "GET", `/instances/${id}/configuration`);
    const item = JSON.parse(items.text).find(({ key }: { key: string }) => key === "pin");
    if (how === "PATCH") await call(target, "PATCH", `/instances/${id}`, { body: { configuration } });
    if (how === "PATCH of an item") {
      const sent = { body: { propertyValue: configuration.pin } };
      await call(target, "PATCH", `/instances/${id}/configuration/${item.id}`, sent);
    }
    if (how === "others") target.others.change(id, { configuration });
    target.requests.length = 0;
    await call(target, "PATCH", `/instances/${id}`, { body: { name: "it is canary-pin" } });
    await call(target, "GET", "/instances?searchText=canary-pin");
    expect(target.requests).toMatchObject([{ body: { name: "it is ***" } }, { path: "/instances?searchText=***" }]);
  });
});

it("a secret that fits into no URL does no harm to later requests", async () => {
  const target = await simulator();
  await create(target, { configuration: { username: "the-api-key", password: "half a pair: \ud800" } });
  expect((await call(target, "GET", "/instances?tags%5B%5D=none")).status).toBe(404);
  expect(target.requests.at(-1)).toMatchObject({ path: "/instances?tags%5B%5D=none", status: 404 });
});

describe("listeners", () => {
  it("are called when a request arrives, and once a change is made", async () => {
    const target = await simulator();
    const heard: string[] = [];
    target.onRequest(({ method, path }) => heard.push(`${method} ${path} with ${target.instances().length}`));
    target.onCommit(({ method, path }) => heard.push(`${method} ${path} made ${target.instances().length}`));
    const { id } = await create(target);
    await call(target, "GET", `/instances/${id}?hydrate=false`);
    await call(target, "PATCH", `/instances/${id}`, { raw: "{" });
    await call(target, "DELETE", `/instances/${id}`);
    expect(heard).toEqual([
      "POST /instances with 0",
      "POST /instances made 1",
      `GET /instances/${id}?hydrate=false with 1`,
      `PATCH /instances/${id} with 1`,
      `DELETE /instances/${id} with 1`,
      `DELETE /instances/${id} made 0`,
    ]);
  });

  it("are not called after they were removed", async () => {
    const target = await simulator();
    const heard: string[] = [];
    const off = target.onRequest(({ method }) => heard.push(method));
    target.onRequest(({ method }) => heard.push(method));
    off();
    await call(target, "GET", "/instances");
    expect(heard).toEqual(["GET"]);
  });
});
