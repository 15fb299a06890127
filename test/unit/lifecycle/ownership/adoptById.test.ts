import { adoptById } from "../../../../provider/src/lifecycle/ownership/adoptById";
import { update } from "../../../../provider/src/lifecycle/update";
import { canary, failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import { declarationOf, inputs, LOOK, OTHER_OWNER_TAG, OWNER_TAG, partialOf, setUp, stateFor } from "../setUp";

test("adopts an instance that nobody owns, with one PUT and one line", async () => {
  const { platform, session, log } = setUp(9_000);
  const stored = platform.add({ name: "by hand", tags: ["old"] });
  const declared = inputs({ adoptId: "1" });
  const created = await adoptById("1", declared, session);
  expect(platform.calls).toEqual(["get 1", LOOK, "put 1"]);
  expect(platform.limits).toEqual([9_000, 9_000, 9_000]);
  expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
  expect([...stored.tags].sort()).toEqual([OWNER_TAG, "sales"].sort());
  expect(log).toEqual(["adopted instance 1, which adoptId names"]);
});

test("adopts again an instance that already carries this declaration's owner tag", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  const { id } = await adoptById("1", inputs({ adoptId: "1" }), session);
  expect(id).toBe("1");
  expect(platform.calls).toEqual(["get 1", LOOK, "put 1"]);
});

test("does not look for the owner tag where it is switched off", async () => {
  const { platform, session } = setUp();
  platform.add();
  await adoptById("1", inputs({ adoptId: "1", ownerTag: undefined }), session);
  expect(platform.calls).toEqual(["get 1", "put 1"]);
  expect(platform.bodies[0]?.tags).toEqual(["sales"]);
});

test("refuses an instance that is not there", async () => {
  const { platform, session } = setUp();
  const error = await failureOf(adoptById("9", inputs({ adoptId: "9" }), session));
  expect(error).toHaveProperty("code", "adoption-refused");
  expect(error.message).toBe(
    "adoptId: there is no instance 9 to adopt (GET /instances/9 returned 404). Nothing was changed. Correct adoptId, " +
      "or remove it from the program to create a new instance",
  );
  expect(platform.calls).toEqual(["get 9"]);
});

test("passes every other failure of the first read on as it is", async () => {
  const { platform, session } = setUp();
  const error = failure("refused", "GET /instances/1 returned 403");
  platform.fail("get", error);
  expect(await failureOf(adoptById("1", inputs({ adoptId: "1" }), session))).toBe(error);
});

test("refuses an instance of another element, and changes nothing", async () => {
  const { platform, session } = setUp();
  platform.add({ elementKey: "closeio" });
  const error = await failureOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(error).toHaveProperty("code", "adoption-refused");
  expect(error.message).toBe(
    "adoptId: instance 1 belongs to the element closeio, not to actessentials. Correct adoptId",
  );
  expect(platform.calls).toEqual(["get 1"]);
});

test.each(["elementKey", "tags"])("adopts an instance whose response has no %s", async (untold) => {
  const { platform, session } = setUp();
  platform.add();
  platform.respond = (instance) => ({ ...instance, [untold]: undefined });
  expect((await adoptById("1", inputs({ adoptId: "1" }), session)).id).toBe("1");
});

test.each([
  ["with an owner tag of its own", OWNER_TAG],
  ["with owner tags switched off", undefined],
])("refuses an instance with another declaration's owner tag, and names it: %s", async (_, ownerTag) => {
  const { platform, session } = setUp();
  platform.add({ tags: ["sales", OTHER_OWNER_TAG] });
  const error = await failureOf(adoptById("1", inputs({ adoptId: "1", ownerTag }), session));
  expect(error).toHaveProperty("code", "adoption-refused");
  expect(error.message).toBe(
    `adoptId: instance 1 belongs to another declaration, whose owner tag is ${OTHER_OWNER_TAG}. Remove it there first ` +
      "(pulumi state delete keeps the instance), then remove that tag on the platform",
  );
  expect(platform.calls).toEqual(["get 1"]);
});

test("refuses where the declaration already has another instance, and changes neither", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.add({ tags: [OWNER_TAG] });
  const error = await failureOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(error).toHaveProperty("code", "adoption-refused");
  expect(error.message).toBe("adoptId: this resource already owns instance 2. Set adoptId to 2, or delete 2");
  expect(platform.calls).toEqual(["get 1", LOOK]);
});

test("refuses where the declaration has several instances", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.add({ tags: [OWNER_TAG] });
  platform.add({ tags: [OWNER_TAG] });
  const error = await failureOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(error).toHaveProperty("code", "duplicate-instances");
  expect(platform.calls).toEqual(["get 1", LOOK, "get 2", "get 3"]);
});

test("reads an instance once more whose first response had no token", async () => {
  const { platform, session } = setUp();
  const stored = platform.add();
  const declared = inputs({ adoptId: "1" });
  let responses = 0;
  platform.respond = (instance) => {
    responses += 1;
    return responses === 1 ? { ...instance, token: undefined } : instance;
  };
  const { state } = await adoptById("1", declared, session);
  expect(platform.calls).toEqual(["get 1", LOOK, "get 1", "put 1"]);
  expect(state).toStrictEqual(stateFor(declared, stored));
});

test("is a partial failure that keeps the id where the outcome of the PUT is unknown", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.fail("put", failure("unknown", "PUT /instances/1: no complete response"));
  const partial = await partialOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(partial.id).toBe("1");
  expect(partial.reasons).toEqual([
    "Instance 1 was adopted, but is not as declared yet: PUT /instances/1: no complete response",
  ]);
});

test.each(["nothingDone", "refused", "platformError"] as const)(
  "that the platform refuses (%s) keeps the id, marked as not ours to delete, until an update succeeds",
  async (outcome) => {
    const { platform, session } = setUp();
    platform.add({ tags: ["theirs"] });
    platform.fail("put", failure(outcome, "PUT /instances/1: no"));
    const declared = inputs({ adoptId: "1" });
    const { id, state } = await partialOf(adoptById("1", declared, session));
    expect([id, state.adoptionPending]).toEqual(["1", true]);
    expect((await update("1", state, declared, session)).adoptionPending).toBeUndefined();
  },
);

test("that the platform refuses has that mark where the response does not show whose the instance is", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.respond = (instance) => ({ ...instance, tags: undefined });
  platform.fail("put", failure("refused", "PUT /instances/1: no"));
  expect((await partialOf(adoptById("1", inputs({ adoptId: "1" }), session))).state.adoptionPending).toBe(true);
});

test("that fails on an instance with our owner tag has no such mark: it is ours", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.fail("put", failure("refused", "PUT /instances/1: no"));
  const { state } = await partialOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(state.adoptionPending).toBeUndefined();
});

test("whose outcome is unknown has no such mark, since the instance may carry our owner tag by now", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.fail("put", failure("unknown", "PUT /instances/1: no response"));
  const { state } = await partialOf(adoptById("1", inputs({ adoptId: "1" }), session));
  expect(state.adoptionPending).toBeUndefined();
});

test.each(["get", "put"] as const)(
  "of an instance that is deleted meanwhile, as a %s shows, fails without an id",
  async (verb) => {
    const { platform, session, log } = setUp();
    platform.add();
    // Without a token in the first response, it is read once more.
    platform.respond = (instance) => ({ ...instance, token: undefined });
    platform.fail(verb, notFound("1"), { calls: [verb === "get" ? 2 : 1] });
    const error = await failureOf(adoptById("1", inputs({ adoptId: "1" }), session));
    expect(error).toHaveProperty("code", "adoption-refused");
    expect(error.message).toMatch(
      /^adoptId: there is no instance 1 to adopt \(it was deleted, although the platform still listed it\)/,
    );
    expect(session.held.has("1")).toBe(false);
    expect(log).toEqual([]);
  },
);

test("refuses an instance that another declaration of this program holds, and changes nothing", async () => {
  const { platform, session } = setUp();
  platform.add();
  session.held.hold("1", declarationOf(inputs({ ownerTag: undefined, name: "crm-eu" })));
  const error = await failureOf(adoptById("1", inputs({ adoptId: "1", ownerTag: undefined }), session));
  expect(error).toHaveProperty("code", "instance-held");
  expect(error.message).toContain('another resource of this program (named "crm-eu")');
  expect(platform.calls).toEqual(["get 1"]);
});

describe("without the developer key", () => {
  /** A declaration without the key, and an instance that has its API key. */
  function keyless(given: Parameters<typeof inputs>[0] = {}) {
    const setup = setUp();
    const { apiKey = "" } = inputs().credentials;
    const declared = inputs({ ...given, adoptId: "1", credentials: { apiKey } });
    const stored = setup.platform.add({ name: "by hand", tags: ["old"] });
    Object.assign(stored.configuration, { username: apiKey, password: canary("theirs") });
    return { ...setup, stored, declared };
  }

  test("adopts with one PATCH of what differs, and the state has no developer key", async () => {
    const { platform, session, declared, stored } = keyless();
    const created = await adoptById("1", declared, session);
    expect(platform.calls).toEqual(["get 1", LOOK, "patch 1"]);
    expect(platform.bodies).toStrictEqual([{ name: "crm", tags: ["sales", OWNER_TAG] }]);
    expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
    expect(Object.keys(created.state.credentials)).toEqual(["apiKey"]);
  });

  test("sends tags without a further read where only the owner tag is missing", async () => {
    const { platform, session, declared, stored } = keyless({ name: "by hand", tags: ["old"] });
    await adoptById("1", declared, session);
    expect(platform.bodies).toStrictEqual([{ tags: ["old", OWNER_TAG] }]);
    expect(platform.calls).toEqual(["get 1", LOOK, "patch 1"]);
    expect(stored.name).toBe("by hand");
  });

  test("only enables, disables and verifies where nothing else differs", async () => {
    const { platform, session, declared, stored } = keyless({ name: "by hand", tags: ["old"], enabled: false });
    stored.tags = ["old", OWNER_TAG];
    const { state } = await adoptById("1", declared, session);
    expect(platform.calls).toEqual(["get 1", LOOK, "setEnabled 1 false"]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("accepts configuration and events that the platform shows as declared", async () => {
    const events = { callbackUrl: "https://e.example" };
    const { session, declared, stored } = keyless({ events, configuration: { "pagination.max": 150 } });
    Object.assign(stored.configuration, {
      "event.notification.enabled": "true",
      "event.notification.callback.url": events.callbackUrl,
    });
    expect((await adoptById("1", declared, session)).state).toMatchObject({ events });
  });

  const byHand = {
    "event.notification.enabled": "true",
    "event.notification.callback.url": "https://e.example",
    "event.notification.basic.username": "hook",
    "event.notification.basic.password": "any",
  };
  test.each<[string, Parameters<typeof inputs>[0], object | undefined, string]>([
    ["an API key", {}, { username: canary("another") }, "apiKey"],
    ["a key of the configuration", { configuration: { "pagination.max": 5 } }, {}, 'configuration["pagination.max"]'],
    ["a key that the platform does not show", { configuration: { "own.key": 1 } }, {}, 'configuration["own.key"]'],
    ["events that are off", { events: { callbackUrl: "https://e.example" } }, {}, "events"],
    ["events that are on", {}, byHand, "events"],
    [
      "a password that the platform masks",
      { events: { callbackUrl: "https://e.example", basicAuth: { username: "hook", password: canary("p") } } },
      byHand,
      "events.basicAuth.password",
    ],
  ])("refuses %s that may differ, before anything is changed", async (_, given, found, named) => {
    const { platform, session, declared, stored } = keyless(given);
    Object.assign(stored.configuration, found);
    const error = await failureOf(adoptById("1", declared, session));
    expect(error).toHaveProperty("code", "adoption-refused");
    expect(error.message).toBe(
      `adoptId: ${named} of instance 1 may not be as declared, and changing it takes developerKey (find it in the Act! ` +
        "developer portal). Nothing was changed. Add it, or declare what the instance has",
    );
    expect(platform.calls).toEqual(["get 1", LOOK]);
    expect(session.held.has("1")).toBe(false);
  });

  test("refuses an instance whose configuration the platform does not show", async () => {
    const { platform, session, declared } = keyless({ configuration: { "pagination.max": 150 } });
    platform.respond = (instance) => ({ ...instance, configuration: undefined });
    const { message } = await failureOf(adoptById("1", declared, session));
    expect(message).toContain('apiKey and configuration["pagination.max"] of instance 1');
  });

  test("goes on after a PATCH whose outcome is not known, without a PUT", async () => {
    const { platform, session, declared, stored } = keyless();
    platform.fail("patch", failure("unknown"));
    const partial = await partialOf(adoptById("1", declared, session));
    platform.forget();
    expect(await update("1", partial.state, declared, session)).toStrictEqual(stateFor(declared, stored));
    expect(platform.calls).toEqual(["get 1", "patch 1"]);
    expect(platform.bodies).toStrictEqual([{ name: "crm", tags: ["sales", OWNER_TAG] }]);
  });
});
