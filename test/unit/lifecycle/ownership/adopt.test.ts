import { adopt } from "../../../../provider/src/lifecycle/ownership/adopt";
import { update } from "../../../../provider/src/lifecycle/update";
import type { Outcome } from "../../../../provider/src/platform/errors";
import { canary, failureOf } from "../../../support/canary";
import { failure, type MemoryPlatform, notFound } from "../../../support/memoryPlatform";
import {
  declarationOf,
  inputs,
  OTHER_OWNER_TAG,
  OURS,
  OWNER_TAG,
  partialOf,
  pending,
  setUp,
  stateFor,
  vendorKeys,
  withCredentials,
  without,
} from "../setUp";

/** The instance with this id, as a list shows it. */
async function listed(platform: MemoryPlatform, id: string) {
  const instance = await platform.get(id);
  platform.forget();
  return instance;
}

test("brings the found instance to the declared state with one PUT of everything", async () => {
  const { platform, session } = setUp();
  const stored = platform.add({ name: "old", tags: ["old", OWNER_TAG], createdDate: "2026-01-01T00:00:00Z" });
  const declared = inputs({ configuration: { "pagination.max": 50 } });
  const created = await adopt(await listed(platform, "1"), declared, session);
  expect(platform.calls).toEqual(["put 1"]);
  expect(platform.bodies).toEqual([
    {
      name: "crm",
      tags: ["sales", OWNER_TAG],
      configuration: {
        ...vendorKeys(declared),
        "pagination.max": "50",
      },
    },
  ]);
  expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
});

test("sends everything even where it seems to be as declared: the developer key cannot be seen", async () => {
  const { platform, session } = setUp();
  const declared = inputs();
  const stored = platform.add({ tags: ["sales", OWNER_TAG] });
  Object.assign(stored.configuration, {
    ...vendorKeys(declared),
    password: canary("otherDeveloperKey"),
  });
  await adopt(await listed(platform, "1"), declared, session);
  expect(platform.bodies).toStrictEqual([
    { name: "crm", tags: ["sales", OWNER_TAG], configuration: vendorKeys(declared) },
  ]);
  expect(stored.configuration["password"]).toBe(vendorKeys(declared).password);
});

test.each(["configuration", "token"] as const)(
  "first reads an instance whose %s the list left out",
  async (lacking) => {
    const { platform, session } = setUp();
    const declared = inputs();
    const stored = platform.add({ tags: [OWNER_TAG] });
    Object.assign(stored.configuration, { "event.notification.enabled": "true" });
    const found = { ...(await listed(platform, "1")), [lacking]: undefined };
    const taken = await adopt(found, declared, session);
    expect(platform.calls).toEqual(["get 1", "put 1"]);
    expect(taken?.state).toStrictEqual(stateFor(declared, stored));
    // What is on, and not declared, is turned off.
    expect(platform.bodies[0]?.configuration).toMatchObject({ "event.notification.enabled": "false" });
  },
);

test("sends no PUT without all credentials, even where a read meanwhile shows another API key", async () => {
  const { platform, session } = setUp();
  const { apiKey = "" } = inputs().credentials;
  const declared = inputs({ credentials: { apiKey } });
  platform.add({ name: "by hand", tags: [OWNER_TAG] });
  const found = { ...(await listed(platform, "1")), token: undefined };
  platform.stored("1").configuration["username"] = canary("theirApiKey");
  await adopt(found, declared, session);
  expect(platform.calls).toEqual(["get 1", "patch 1"]);
});

test("enables an instance that is disabled, and disables one that is declared disabled", async () => {
  const disabled = setUp();
  disabled.platform.add({ tags: [OWNER_TAG], disabled: true });
  const declared = inputs();
  const first = await adopt(await listed(disabled.platform, "1"), declared, disabled.session);
  expect(disabled.platform.calls).toEqual(["put 1", "setEnabled 1 true"]);
  expect(first?.state.enabled).toBe(true);

  const enabled = setUp();
  enabled.platform.add({ tags: [OWNER_TAG] });
  const found = await listed(enabled.platform, "1");
  const second = await adopt(found, inputs({ enabled: false }), enabled.session);
  expect(enabled.platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
  expect(second?.state.enabled).toBe(false);
});

test("does not assume that an instance is disabled, as declared, where the response has no flag", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.respond = (instance) => ({ ...instance, disabled: undefined });
  await adopt(await listed(platform, "1"), inputs({ enabled: false }), session);
  expect(platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
});

describe("a PUT that fails is a partial failure that keeps the id, and the next update sends everything", () => {
  /** An instance that was found, and the partial failure of taking it over. */
  async function failed(outcome: Outcome, when: "before" | "after") {
    const setup = setUp();
    const { platform, session } = setup;
    const declared = inputs();
    const apiKey = canary("oldApiKey");
    const stored = platform.add({ name: "old", tags: ["old", OWNER_TAG] });
    Object.assign(stored.configuration, { username: apiKey });
    platform.fail("put", failure(outcome, "PUT /instances/1 returned nonsense"), { when });
    const partial = await partialOf(adopt(await listed(platform, "1"), declared, session));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was adopted, but is not as declared yet: PUT /instances/1 returned nonsense",
    ]);
    platform.forget();
    return { ...setup, declared, stored, apiKey, partial };
  }

  test.each<Outcome>(["nothingDone", "refused"])("%s: the state is what was found", async (outcome) => {
    const { session, platform, partial, declared, stored, apiKey } = await failed(outcome, "before");
    const found = stateFor(declared, stored, { name: "old", tags: ["old"], apiKey });
    expect(partial.state).toStrictEqual(withCredentials(found, "apiKey"));
    expect(await update("1", partial.state, declared, session)).toStrictEqual(stateFor(declared, stored));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test.each([
    ["platformError", "before"],
    ["unknown", "before"],
    ["unknown", "after"],
  ] as const)("%s: the state leaves out what it may have changed (it failed %s the work)", async (outcome, when) => {
    const { session, platform, partial, declared, stored, apiKey } = await failed(outcome, when);
    const known = withCredentials(stateFor(declared, stored, { apiKey }), "apiKey");
    expect(partial.state).toStrictEqual(pending(without(known, "name", "tags")));
    // Also where the program takes the change back.
    const before = inputs({ ...declared, name: "old", tags: ["old"] });
    expect(await update("1", partial.state, before, session)).toStrictEqual(stateFor(before, stored));
    expect(platform.calls).toEqual(["put 1"]);
    expect([stored.name, stored.tags]).toEqual(["old", ["old", OWNER_TAG]]);
  });
});

test("a failed read of an abridged instance is a partial failure that keeps the id", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  const found = { ...(await listed(platform, "1")), configuration: undefined };
  platform.fail("get", failure("refused", "GET /instances/1 returned 403"));
  const partial = await partialOf(adopt(found, inputs(), session));
  expect(partial.id).toBe("1");
  expect(partial.reasons).toEqual([
    "Instance 1 was adopted, but is not as declared yet: GET /instances/1 returned 403",
  ]);
  expect(partial.state.credentials).toEqual({});
});

test("a failure after the PUT keeps its own reason", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.fail("ping", failure("refused", "GET /hubs/crm/ping returned 401"));
  const found = await listed(platform, "1");
  const partial = await partialOf(adopt(found, inputs({ verify: true }), session));
  expect(partial.reasons).toEqual(["Instance 1 is as declared, but is not verified: GET /hubs/crm/ping returned 401"]);
});

test("an instance that another declaration holds is refused before anything is sent", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  const found = await listed(platform, "1");
  session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })));
  const error = await failureOf(adopt({ ...found, token: undefined }, inputs(), session));
  expect(error).toHaveProperty("code", "instance-held");
  expect(error.message).toBe(
    `Instance 1 is already managed by another resource of this program (${OTHER_OWNER_TAG}), so it was not adopted. ` +
      "Nothing was changed. Remove adoptId here, or remove the other resource from the program first",
  );
  expect(platform.calls).toEqual([]);
});

test("an instance that this declaration holds already is adopted again", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  session.held.hold("1", OURS);
  expect((await adopt(await listed(platform, "1"), inputs(), session))?.id).toBe("1");
});

test("what was adopted is held by the declaration, also after a partial failure", async () => {
  for (const broken of [false, true]) {
    const { platform, session } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    if (broken) platform.fail("put", failure("refused"));
    await adopt(await listed(platform, "1"), inputs(), session).catch(() => undefined);
    expect(session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })))).toBe(OWNER_TAG);
  }
});

test.each(["get", "put"] as const)(
  "an instance that no longer exists, as the %s shows, is not adopted and not held",
  async (verb) => {
    const { platform, session } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    const found = { ...(await listed(platform, "1")), token: undefined };
    platform.fail(verb, notFound("1"));
    expect(await adopt(found, inputs(), session)).toBeUndefined();
    expect(session.held.has("1")).toBe(false);
  },
);

describe("an instance that is listed but deleted, and whose PUT fails, is not adopted", () => {
  /** What a list shows of an instance that is deleted. */
  async function listedOnly() {
    const setup = setUp();
    setup.platform.add({ tags: [OWNER_TAG] });
    const found = await listed(setup.platform, "1");
    setup.platform.remove("1");
    return { ...setup, found };
  }

  test.each<Outcome>(["nothingDone", "refused", "platformError", "unknown"])("%s", async (outcome) => {
    const { platform, session, found } = await listedOnly();
    platform.fail("put", failure(outcome));
    expect(await adopt(found, inputs(), session)).toBeUndefined();
    expect(platform.calls).toEqual(["put 1", "get 1"]);
    expect(session.held.has("1")).toBe(false);
  });

  test("also where a read still shows it, if this process deleted it itself", async () => {
    const { platform, session } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    const found = await listed(platform, "1");
    session.held.noteDeleted("1");
    platform.fail("put", failure("refused"));
    expect(await adopt(found, inputs(), session)).toBeUndefined();
    expect(platform.calls).toEqual(["put 1"]);
  });

  test("but is kept where the platform cannot be asked: a lost id is worse than a dead one", async () => {
    const { platform, session, found } = await listedOnly();
    for (const verb of ["put", "get"] as const) platform.fail(verb, failure("refused"));
    expect((await partialOf(adopt(found, inputs(), session))).id).toBe("1");
    expect(session.held.has("1")).toBe(true);
  });
});
