import { call, create, shown, simulator } from "./support";

const mask = "********";

describe("the configuration of an Act! 365 instance", () => {
  it("has all 24 keys of the element: its defaults, and null where there is none", async () => {
    const target = await simulator();
    const { configuration } = await create(target);
    expect(Object.keys(configuration)).toHaveLength(24);
    expect(configuration).toMatchObject({
      "filter.response.nulls": "true",
      "event.notification.enabled": "false",
      "event.vendor.type": "polling",
      "event.poller.refresh_interval": "15",
      "pagination.max": "150",
      "event.notification.callback.url": null,
      "instance.variables": null,
    });
    expect(JSON.parse(configuration["event.poller.configuration"] ?? "")).toHaveProperty("todos.idField", "id");
  });

  it("shows the API key in clear, and masks keys of the password type", async () => {
    const target = await simulator();
    const { id, configuration } = await create(target, {
      configuration: { username: "the-api-key", password: "dev", "event.notification.basic.password": "hook" },
    });
    expect(configuration).toMatchObject({ username: "the-api-key", password: mask });
    expect(configuration["event.notification.basic.password"]).toBe(mask);
    const read = await call(target, "GET", `/instances/${id}`);
    expect(shown(read).configuration).toEqual(configuration);
    expect(target.instances()[0]?.configuration).toMatchObject({ password: "dev" });
  });

  it("leaves an unset password null", async () => {
    const target = await simulator();
    expect((await create(target)).configuration["event.notification.basic.password"]).toBeNull();
  });
});

describe("configuration values", () => {
  it("come back as texts, objects as JSON text", async () => {
    const target = await simulator();
    const { configuration } = await create(target, {
      configuration: {
        username: "k",
        password: "p",
        "event.notification.enabled": true,
        "event.poller.refresh_interval": 5,
        "event.poller.configuration": { contacts: { url: "/x" } },
      },
    });
    expect(configuration).toMatchObject({
      "event.notification.enabled": "true",
      "event.poller.refresh_interval": "5",
      "event.poller.configuration": '{"contacts":{"url":"/x"}}',
    });
  });

  it("say whether events are enabled", async () => {
    const target = await simulator();
    const on = { username: "k", password: "p", "event.notification.enabled": "true" };
    expect(await create(target, { configuration: on })).toMatchObject({ eventsEnabled: true });
  });

  it("keep keys that the element does not know, even odd ones", async () => {
    const target = await simulator();
    const odd = JSON.parse('{"username":"k","password":"p","my.own":"x","__proto__":"y","constructor":"z"}');
    const { configuration } = await create(target, { configuration: odd });
    expect(Object.entries(configuration)).toEqual(
      expect.arrayContaining([
        ["my.own", "x"],
        ["__proto__", "y"],
        ["constructor", "z"],
      ]),
    );
  });

  it("given as null count as not given on create", async () => {
    const target = await simulator();
    const configuration = { username: "k", password: "p", "filter.response.nulls": null, "my.own": null };
    expect((await create(target, { configuration })).configuration).toMatchObject({
      "filter.response.nulls": "true",
      "my.own": null,
    });
  });
});

describe("an element of which nothing is known", () => {
  it("needs no key, keeps all that are sent, and has the two keys that every instance has", async () => {
    const target = await simulator();
    const bare = shown(await call(target, "POST", "/elements/whatever/instances", { body: { name: "only a name" } }));
    expect(bare.configuration).toMatchObject({
      "filter.response.nulls": "true",
      "event.notification.enabled": "false",
    });
  });

  it.each(["password", "smtp.password", "oauth.api.key", "oauth.api.secret", "shared.secret", "mySecretThing"])(
    "masks the key %s by its name",
    async (key) => {
      const target = await simulator();
      const instance = await create(target, {
        element: { key: "sfdc" },
        configuration: { [key]: "hidden", site: "x" },
      });
      expect(instance.configuration).toMatchObject({ [key]: mask, site: "x" });
    },
  );

  it("shows the user name and the callback URL in clear", async () => {
    const target = await simulator();
    const configuration = { username: "me", "oauth.callback.url": "https://example.com/back" };
    expect((await create(target, { element: { key: "closeio" }, configuration })).configuration).toMatchObject(
      configuration,
    );
  });
});
