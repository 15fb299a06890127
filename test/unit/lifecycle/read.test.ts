import type { InstanceInputs, InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { read } from "../../../provider/src/lifecycle/read";
import { NotFoundError } from "../../../provider/src/platform/errors";
import { canary, failureOf } from "../../support/canary";
import { failure, notFound, type Stored } from "../../support/memoryPlatform";
import { SOME } from "../../support/some";
import {
  declarationOf,
  diffOf,
  inputs,
  NOTHING_KNOWN,
  NOTHING_TOLD,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  pending,
  setUp,
  stateFor,
  vendorKeys,
  without,
} from "./setUp";

const EVENTS = {
  callbackUrl: "https://receiver.example/e",
  pollIntervalMinutes: 5,
};

function declaration(): InstanceInputs {
  return inputs({
    events: {
      ...EVENTS,
      callbackHeaders: canary("callbackHeaders"),
      basicAuth: { username: "hook", password: canary("basicPassword") },
      signatureKey: canary("signatureKey"),
      pollers: { todos: { url: "/hubs/crm/todos" } },
    },
    configuration: { "pagination.max": 50, "filter.response.nulls": false },
    verify: true,
    adoptId: "1",
  });
}

/** A platform that holds what the declaration says. */
function present(declared = declaration()) {
  const setup = setUp();
  const { events } = declared;
  const stored = setup.platform.add({ name: declared.name, tags: ["sales", OWNER_TAG] });
  Object.assign(stored.configuration, {
    ...vendorKeys(declared),
    "event.notification.enabled": "true",
    "event.notification.callback.url": EVENTS.callbackUrl,
    "event.poller.refresh_interval": "5",
    "event.notification.callback.headers": events?.callbackHeaders ?? null,
    "event.notification.basic.username": "hook",
    "event.notification.basic.password": events?.basicAuth?.password ?? null,
    "event.notification.signature.key": events?.signatureKey ?? null,
    "event.poller.configuration": '{"todos": {"url": "/hubs/crm/todos"}}',
    "pagination.max": "50",
    "filter.response.nulls": "false",
  });
  return { ...setup, declared, stored, state: stateFor(declared, stored) };
}

/** What a refresh makes of the state, after others changed the instance. */
async function refreshed(change: (stored: Stored) => void, known: (state: InstanceState) => InstanceState = (s) => s) {
  const { stored, state, session, declared, platform } = present();
  change(stored);
  const now = await read("1", known(state), session);
  if (now === undefined) throw new Error("gone");
  expect(platform.calls).toEqual(["get 1"]);
  return { now, state, declared, changes: diffOf(now, declared).changes };
}

test("an unchanged instance reads as its state, with one GET", async () => {
  const { now, state, changes } = await refreshed(() => undefined);
  expect(now).toStrictEqual(state);
  expect(changes).toEqual([]);
});

describe("drift", () => {
  test.each<[string, (stored: Stored) => void, Partial<InstanceState>]>([
    ["name", (stored) => Object.assign(stored, { name: "theirs" }), { name: "theirs" }],
    ["tags", (stored) => stored.tags.push("theirs"), { tags: ["sales", "theirs"] }],
    ["tags that are gone", (stored) => Object.assign(stored, { tags: [OWNER_TAG] }), { tags: [] }],
    ["enabled", (stored) => Object.assign(stored, { disabled: true }), { enabled: false }],
    [
      "a declared configuration key",
      ({ configuration }) => Object.assign(configuration, { "pagination.max": "99" }),
      { configuration: { "pagination.max": "99", "filter.response.nulls": false } },
    ],
    [
      "a declared configuration key that is unset",
      ({ configuration }) => Object.assign(configuration, { "pagination.max": null }),
      { configuration: { "filter.response.nulls": false } },
    ],
  ])("of %s is seen", async (_, change, seen) => {
    const { now, state, changes } = await refreshed(change);
    expect(now).toStrictEqual({ ...state, ...seen });
    expect(changes).toEqual(SOME);
  });

  test("of the API key is seen: the platform returns it in clear", async () => {
    const apiKey = canary("theirApiKey");
    const { now, state, changes } = await refreshed(({ configuration }) =>
      Object.assign(configuration, { username: apiKey }),
    );
    expect(now).toStrictEqual({ ...state, credentials: { ...state.credentials, apiKey } });
    expect(changes).toEqual(SOME);
  });

  test("of the developer key is not seen: its mask is never a difference", async () => {
    const { now, state, changes } = await refreshed(({ configuration }) =>
      Object.assign(configuration, { password: canary("theirDeveloperKey") }),
    );
    expect(now).toStrictEqual(state);
    expect(changes).toEqual([]);
  });

  test("of the owner tag is seen when it is missing, and it does not come among the tags", async () => {
    const { now, state, changes } = await refreshed((stored) => Object.assign(stored, { tags: ["sales"] }));
    expect(now).toStrictEqual(without(state, "ownerTag"));
    expect(changes).toEqual(SOME);
  });

  test("of another declaration's owner tag is seen among the tags", async () => {
    const { now } = await refreshed((stored) => stored.tags.push(OTHER_OWNER_TAG));
    expect(now.tags).toEqual([OTHER_OWNER_TAG, "sales"]);
  });

  test.each<[string, string, string | null, object]>([
    [
      "the callback URL",
      "event.notification.callback.url",
      "https://theirs.example",
      { callbackUrl: "https://theirs.example" },
    ],
    ["the interval", "event.poller.refresh_interval", "60", { pollIntervalMinutes: 60 }],
    ["the interval that is unset", "event.poller.refresh_interval", null, { pollIntervalMinutes: undefined }],
    ["the headers that are unset", "event.notification.callback.headers", null, { callbackHeaders: undefined }],
    ["basic authentication that is unset", "event.notification.basic.password", null, { basicAuth: undefined }],
    ["the signature key that is unset", "event.notification.signature.key", null, { signatureKey: undefined }],
    ["the pollers", "event.poller.configuration", '{"contacts":{}}', { pollers: { contacts: {} } }],
  ])("of events is seen: %s", async (_, key, value, seen) => {
    const { now, state, changes } = await refreshed(({ configuration }) =>
      Object.assign(configuration, { [key]: value }),
    );
    expect(now).toEqual({ ...state, events: { ...state.events, ...seen } });
    expect(changes).toEqual(SOME);
  });

  test("of events is seen: notification that is turned off", async () => {
    const { now, state, changes } = await refreshed(({ configuration }) =>
      Object.assign(configuration, { "event.notification.enabled": "false" }),
    );
    expect(now).toStrictEqual(without(state, "events"));
    expect(changes).toEqual(SOME);
  });

  test("of events is seen: notification that is turned on where none is declared", async () => {
    const declared = inputs();
    const { platform, session } = setUp();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    Object.assign(stored.configuration, {
      username: declared.credentials.apiKey,
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://theirs.example",
    });
    const now = await read("1", stateFor(declared, stored), session);
    expect(now?.events).toStrictEqual({ callbackUrl: "https://theirs.example" });
  });

  test("of keys that the program does not give is never seen", async () => {
    const { now, state, changes } = await refreshed(({ configuration }) =>
      Object.assign(configuration, { "base.url": "https://theirs.example", "pagination.type": "page", "own.key": "1" }),
    );
    expect(now).toStrictEqual(state);
    expect(changes).toEqual([]);
  });

  test("of values that only the platform gives comes into the state, and is no difference", async () => {
    const token = canary("rotatedToken");
    const { now, state, changes } = await refreshed((stored) => Object.assign(stored, { valid: false, token }));
    expect(now).toStrictEqual({ ...state, valid: false, token });
    expect(changes).toEqual([]);
  });
});

test("the order of the tags, and HTML that the platform took out, are no drift", async () => {
  const declared = inputs({ name: "<b>crm</b>", tags: ["b", "<i>a</i>"] });
  const { platform, session } = setUp();
  const stored = platform.add({ name: "crm", tags: ["a", OWNER_TAG, "b"] });
  Object.assign(stored.configuration, vendorKeys(declared));
  const now = await read("1", stateFor(declared, stored), session);
  expect(now).toStrictEqual(stateFor(declared, stored, { name: "crm" }));
  expect(diffOf(now ?? NOTHING_KNOWN, declared).changes).toEqual([]);
});

test("an instance of another program reads whole, without its owner tag, and without credentials of its events", async () => {
  const { stored, session, declared } = present();
  expect(await read("1", NOTHING_KNOWN, session)).toStrictEqual({
    ...without(stateFor(declared, stored), ...Object.keys(declared)),
    name: "crm",
    credentials: { apiKey: vendorKeys(declared).username },
    external: true,
    tags: ["sales"],
    enabled: true,
    events: EVENTS,
  });
});

test("a response that lacks the token and more leaves what the state knew", async () => {
  const { state, session, platform } = present();
  platform.respond = ({ id, name }) => ({
    id,
    name,
    ...NOTHING_TOLD,
  });
  expect(await read("1", state, session)).toStrictEqual(state);
});

describe("what the state says about itself", () => {
  test("which user secret saw the instance last is renewed by every read", async () => {
    for (const seenBy of [undefined, "another-user-of-1"]) {
      const { now, state } = await refreshed(
        () => undefined,
        (known) => without({ ...known, seenBy: seenBy ?? "" }, ...(seenBy === undefined ? ["seenBy"] : [])),
      );
      expect(now).toStrictEqual(state);
    }
  });

  test("credentials that are pending still are after a refresh", async () => {
    const { now, state, changes } = await refreshed(() => undefined, pending);
    expect(now).toStrictEqual(pending(state));
    expect(changes).toEqual(SOME);
  });

  test("an instance that another program manages still is after a refresh", async () => {
    const { session } = present();
    const first = await read("1", NOTHING_KNOWN, session);
    expect(first?.external).toBe(true);
    expect(await read("1", first ?? NOTHING_KNOWN, session)).toStrictEqual(first);
  });

  test("an instance of this program is not one that another program manages", async () => {
    const { now } = await refreshed(() => undefined);
    expect(now).not.toHaveProperty("external");
  });
});

describe("a diff right after a read, as the engine's refresh has it", () => {
  test("does not hold the instance; the next one does", async () => {
    const { session, state, declared } = present();
    await read("1", state, session);
    session.held.seenByDiff("1", declarationOf(declared), true);
    expect(session.held.has("1")).toBe(false);
    session.held.seenByDiff("1", declarationOf(declared), true);
    expect(session.held.has("1")).toBe(true);
  });

  test("holds the instance where the read failed: then there was no refresh", async () => {
    const { session, state, declared, platform } = present();
    platform.fail("get", failure("unknown"));
    await failureOf(read("1", state, session));
    session.held.seenByDiff("1", declarationOf(declared), true);
    expect(session.held.has("1")).toBe(true);
  });
});

describe("an instance that is not found", () => {
  test("is removed from the state where the credentials belong to its organization", async () => {
    const { state, session, platform } = present();
    platform.instances.clear();
    expect(await read("1", state, session)).toBeUndefined();
    expect(platform.calls).toEqual(["get 1", "organizationId"]);
  });

  test("is the platform's error where only the id was known, as in an import or a get", async () => {
    const { session, platform } = setUp();
    const error = await failureOf(read("1", NOTHING_KNOWN, session));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toBe("GET /instances/1 returned 404");
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("stays where the credentials belong to another organization", async () => {
    const { state, session, platform } = present();
    platform.instances.clear();
    platform.organization = 7;
    expect(await failureOf(read("1", state, session))).toHaveProperty("code", "wrong-organization");
  });

  test("stays where another user secret saw it last", async () => {
    const { state, session, platform } = present();
    platform.instances.clear();
    const error = await failureOf(read("1", { ...state, seenBy: "another-user-of-1" }, session));
    expect(error).toHaveProperty("code", "other-user");
  });

  test("stays where the platform refuses to name the organization", async () => {
    const { state, session, platform } = present();
    platform.instances.clear();
    platform.fail("organizationId", failure("refused", "GET /organizations/me returned 403"));
    expect(await failureOf(read("1", state, session))).toHaveProperty("code", "wrong-organization");
  });
});

describe("an instance that was created just now and is not found", () => {
  const young = (state: InstanceState): InstanceState => ({ ...state, createdDate: "2026-01-02T03:04:00Z" });

  test("is asked for again by its id, since reads may lag, and stays", async () => {
    const { state, session, platform } = present();
    platform.fail("get", notFound("1"), { calls: [1, 2] });
    const listed = jest.spyOn(platform, "getListed");
    expect((await read("1", young(state), session))?.instanceId).toBe("1");
    expect(platform.calls).toEqual(["get 1", "get 1", "get 1"]);
    expect(listed).toHaveBeenCalledTimes(1);
  });

  test("is gone after 15 seconds", async () => {
    const { state, session, platform, clock } = present();
    platform.instances.clear();
    expect(await read("1", young(state), session)).toBeUndefined();
    expect(platform.calls).toEqual([...Array(5).fill("get 1"), "organizationId"]);
    expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});

test.each(["nothingDone", "refused", "platformError", "unknown"] as const)(
  "a failure of the kind %s is an error as it is, and asks for no organization",
  async (outcome) => {
    const { state, session, platform } = present();
    const error = failure(outcome);
    platform.fail("get", error);
    expect(await failureOf(read("1", state, session))).toBe(error);
    expect(platform.calls).toEqual(["get 1"]);
  },
);

test("other instances with the same owner tag are named in a warning; without any there is no warning", async () => {
  const { platform, session, log, state } = present(inputs());
  const idsTagged = jest.spyOn(platform, "idsTagged").mockReturnValue(["1"]);
  await read("1", state, session);
  expect(log).toEqual([]);
  idsTagged.mockReturnValue(["1", "2", "3"]);
  await read("1", without(state, "ownerTag"), session);
  expect(log).toEqual([]);
  await read("1", state, session);
  expect(log).toEqual([
    `warning: the owner tag ${OWNER_TAG} of instance 1 is also carried by 2, 3. If nothing uses the other, delete it on ` +
      "the platform",
  ]);
});

test("only for a managed instance is the next diff that of a refresh", async () => {
  const { session, state } = present(inputs());
  await read("1", { ...state, external: true }, session);
  expect(session.held.isRefreshing("1")).toBe(false);
  await read("1", state, session);
  expect(session.held.isRefreshing("1")).toBe(true);
});
