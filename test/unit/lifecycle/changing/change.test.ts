import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { change } from "../../../../provider/src/lifecycle/changing/change";
import { changedNames, differences } from "../../../../provider/src/lifecycle/changing/differences";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import type { Session } from "../../../../provider/src/lifecycle/model/session";
import type { Instance } from "../../../../provider/src/platform/instance";
import { canary, failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import {
  inputs,
  NOTHING_TOLD,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  pending,
  setUp,
  stateFor,
  vendorKeys,
  withCredentials,
  without,
} from "../setUp";

/** What turns polling on. */
const EVENTS_BY_HAND = {
  "event.notification.enabled": "true",
  "event.vendor.type": "polling",
  "event.notification.callback.url": "https://by-hand.example/e",
};

/** Changes instance 1 by what differs between the state and the declaration. */
function changed(session: Session, state: InstanceState, declared: InstanceInputs): Promise<InstanceState> {
  return change("1", state, declared, changedNames(differences(state, declared, ACT_365)), session);
}

/** An instance as `before` declares it, changed to what `after` declares. */
async function applied(before: InstanceInputs, after: InstanceInputs, known: (state: InstanceState) => InstanceState) {
  const setup = setUp(8_000);
  const stored = setup.platform.add({ name: before.name, tags: [...(before.tags ?? []), OWNER_TAG] });
  stored.disabled = before.enabled === false;
  const state = await changed(setup.session, known(stateFor(before, stored)), after);
  return { ...setup, stored, state };
}

const asItIs = (state: InstanceState) => state;

describe("one PATCH, of what changed alone", () => {
  const declared = inputs();

  test.each([
    ["the name", { name: "crm-eu" }, { name: "crm-eu" }],
    ["the tags", { tags: ["sales", "eu"] }, { tags: ["sales", "eu", OWNER_TAG] }],
    ["tags that are taken away", { tags: undefined }, { tags: [OWNER_TAG] }],
    ["name and tags", { name: "crm-eu", tags: [] }, { name: "crm-eu", tags: [OWNER_TAG] }],
  ])("%s", async (_, change, body) => {
    const after = inputs({ ...declared, ...change });
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual(["patch 1"]);
    expect(platform.limits).toEqual([8_000]);
    expect(platform.bodies).toStrictEqual([body]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });
});

describe("an owner tag alone is sent with the tags that the platform has, which others may have changed", () => {
  const before = inputs();
  const byHand = ["by hand", "sales", "pulumi:tool"];

  async function renewed(tags: string[], known: (state: InstanceState) => InstanceState, after: InstanceInputs) {
    const { platform, session } = setUp();
    const stored = platform.add({ tags });
    const state = await changed(session, known(stateFor(before, stored)), after);
    return { platform, stored, state };
  }

  test.each([
    ["of another place", OTHER_OWNER_TAG, [OTHER_OWNER_TAG]],
    ["that is turned off", undefined, []],
  ])("one %s", async (_, ownerTag, added) => {
    const after = inputs({ ...before, ownerTag });
    const { platform, stored, state } = await renewed([...byHand, OWNER_TAG], asItIs, after);
    expect(platform.calls).toEqual(["get 1", "patch 1"]);
    expect([...stored.tags].sort()).toEqual([...byHand, ...added].sort());
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("one that somebody removed; reserved tags go, since one may be a former owner tag that the state does not know", async () => {
    const { stored, state } = await renewed(
      [...byHand, OTHER_OWNER_TAG],
      (known) => without(known, "ownerTag"),
      before,
    );
    expect([...stored.tags].sort()).toEqual(["by hand", OWNER_TAG, "sales"]);
    expect(state).toStrictEqual(stateFor(before, stored));
  });

  test("one in a PUT", async () => {
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG, apiKey: canary("newApiKey") });
    const { platform, stored, state } = await renewed([...byHand, OWNER_TAG], asItIs, after);
    expect(platform.calls).toEqual(["get 1", "put 1"]);
    expect(stored.tags).toContain("by hand");
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("that the platform did not keep is missing from the state", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    platform.respond = (instance, verb) => (verb === "patch" ? { ...instance, tags: ["sales"] } : instance);
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    expect(await changed(session, stateFor(before, stored), after)).not.toHaveProperty("ownerTag");
  });

  test("counts as sent where the response to the change has no tags, and tags that are not known stay so", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    platform.respond = (instance, verb) => (verb === "patch" ? { ...instance, tags: undefined } : instance);
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    const state = await changed(session, stateFor(before, stored), after);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("adds no tags to a declaration without any", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: [OWNER_TAG] });
    const [bare, after] = [without(before, "tags"), without(inputs({ ...before, ownerTag: OTHER_OWNER_TAG }), "tags")];
    const state = await change("1", stateFor(bare, stored), after, ["ownerTag"], session);
    expect(state.tags ?? []).toEqual([]);
    expect(state.ownerTag).toBe(OTHER_OWNER_TAG);
  });

  test("and with those that are declared where the response has none", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    platform.respond = (instance, verb) => (verb === "get" ? { ...instance, tags: undefined } : instance);
    await changed(session, stateFor(before, stored), inputs({ ...before, ownerTag: OTHER_OWNER_TAG }));
    expect(platform.bodies).toStrictEqual([{ tags: ["sales", OTHER_OWNER_TAG] }]);
  });

  test("and changes nothing where these cannot be read", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: [OWNER_TAG] });
    const error = failure("unknown");
    platform.fail("get", error);
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    expect(await failureOf(changed(session, stateFor(before, stored), after))).toBe(error);
    expect(error.outcome).toBe("nothingDone");
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("and says so where the instance is gone", async () => {
    const { platform, session } = setUp();
    const stored = platform.add({ tags: [OWNER_TAG] });
    const error = notFound("1");
    platform.fail("get", error);
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    expect(await failureOf(changed(session, stateFor(before, stored), after))).toBe(error);
    expect(error.outcome).toBe("refused");
  });
});

describe("one PUT, of everything", () => {
  const events = { callbackUrl: "https://receiver.example/e" };
  const on = {
    "event.notification.enabled": "true",
    "event.vendor.type": "polling",
    "event.notification.callback.url": "https://receiver.example/e",
  };

  test.each<[string, () => Parameters<typeof inputs>[0], object, Record<string, string>]>([
    ["the API key", () => ({ apiKey: canary("newApiKey") }), {}, {}],
    ["the developer key", () => ({ developerKey: canary("newDeveloperKey") }), {}, {}],
    ["the events", () => ({ events }), {}, on],
    ["a configuration key", () => ({ configuration: { "pagination.max": 50 } }), {}, { "pagination.max": "50" }],
    ["the name and a key", () => ({ name: "crm-eu", apiKey: canary("newApiKey") }), { name: "crm-eu" }, {}],
    ["the tags and a key", () => ({ tags: [], apiKey: canary("newApiKey") }), { tags: [OWNER_TAG] }, {}],
  ])("%s: with all keys, but name and tags only where they changed", async (_, given, others, configuration) => {
    const declared = inputs();
    const after = inputs({ ...declared, ...given() });
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual(["put 1"]);
    expect(platform.limits).toEqual([8_000]);
    expect(platform.bodies).toStrictEqual([{ ...others, configuration: { ...configuration, ...vendorKeys(after) } }]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test.each([
    ["apiKey", "developerKey"],
    ["developerKey", "apiKey"],
  ])("the %s that the state lacks", async (_, known) => {
    const declared = inputs();
    const { platform } = await applied(declared, declared, (state) => withCredentials(state, known));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test("credentials that are pending, which are not pending afterwards", async () => {
    const declared = inputs();
    const { platform, stored, state } = await applied(declared, declared, pending);
    expect(platform.calls).toEqual(["put 1"]);
    expect(platform.bodies).toStrictEqual([{ configuration: vendorKeys(declared) }]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("which sets keys back that are declared no more: to the element's default, or to null", async () => {
    const before = inputs({ configuration: { "pagination.max": 50, "bulk.relations": "a", "own.key": 1 } });
    const after = inputs({ ...before, configuration: undefined });
    const { platform, stored, state } = await applied(before, after, asItIs);
    expect(platform.bodies[0]?.configuration).toStrictEqual({
      "pagination.max": "150",
      "bulk.relations": null,
      "own.key": null,
      ...vendorKeys(before),
    });
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("which turns notification off where events are declared no more", async () => {
    const before = inputs({
      events: {
        ...events,
        pollIntervalMinutes: 5,
        callbackHeaders: canary("callbackHeaders"),
        basicAuth: { username: "hook", password: canary("basicPassword") },
        signatureKey: canary("signatureKey"),
        pollers: { todos: { url: "/hubs/crm/todos" } },
      },
    });
    const after = inputs({ ...before, events: undefined });
    const { platform, stored, state } = await applied(before, after, asItIs);
    expect(platform.bodies[0]?.configuration).toMatchObject({
      "event.notification.enabled": "false",
      "event.vendor.type": "polling",
      "event.notification.callback.url": null,
      "event.poller.refresh_interval": "15",
      "event.notification.callback.headers": null,
      "event.notification.basic.username": null,
      "event.notification.basic.password": null,
      "event.notification.signature.key": null,
    });
    expect(platform.bodies[0]?.configuration?.["event.poller.configuration"]).toContain("todos?where=created");
    expect(state).toStrictEqual(stateFor(after, stored));
  });
});

describe("no request that changes name, tags or configuration", () => {
  test("where nothing differs; the outputs stay", async () => {
    const declared = inputs({ events: { callbackUrl: "https://receiver.example/e" }, verify: false, adoptId: "1" });
    const { platform, stored, state } = await applied(declared, declared, asItIs);
    expect(platform.calls).toEqual([]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test.each([
    ["disabling", undefined, false, "setEnabled 1 false"],
    ["enabling", false, undefined, "setEnabled 1 true"],
    ["enabling by name", false, true, "setEnabled 1 true"],
  ])("for %s", async (_, was, becomes, call) => {
    const declared = inputs({ enabled: was });
    const after = inputs({ ...declared, enabled: becomes });
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual([call]);
    expect(platform.limits).toEqual([8_000]);
    expect(stored.disabled).toBe(becomes === false);
    expect(state).toStrictEqual(stateFor(after, stored, { enabled: becomes ?? true }));
  });

  test("what the state does not know of its outputs stays unknown, without undefined values", async () => {
    const declared = inputs();
    const { state } = await applied(declared, declared, (known) => without(known, "valid", "createdDate"));
    expect(Object.keys(state)).not.toEqual(expect.arrayContaining(["valid"]));
    expect(state).not.toHaveProperty("createdDate");
  });
});

describe("a token that the state lacks, since the creation could not read it,", () => {
  const declared = inputs();
  const lacking = (known: InstanceState) => without(known, "token", "valid");

  test("is read where nothing else changes, with all other outputs", async () => {
    const { platform, stored, state } = await applied(declared, declared, lacking);
    expect(platform.calls).toEqual(["get 1"]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("comes with the response of a change", async () => {
    const after = inputs({ ...declared, name: "crm-eu" });
    const { platform, stored, state } = await applied(declared, after, lacking);
    expect(platform.calls).toEqual(["patch 1"]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("that cannot be read is a partial failure, which the next update repairs", async () => {
    const { platform, session } = setUp();
    const state = lacking(stateFor(declared, platform.add()));
    platform.fail("get", failure("unknown", "no response"));
    const partial = await partialOf(changed(session, state, declared));
    expect(partial.reasons).toEqual(["Instance 1 is as declared, but its token could not be read: no response"]);
    expect(partial.state).toStrictEqual(state);
  });

  test("of an instance that is gone is the platform's own error", async () => {
    const { platform, session } = setUp();
    const state = lacking(stateFor(declared, platform.add()));
    const error = notFound("1");
    platform.fail("get", error);
    expect(await failureOf(changed(session, state, declared))).toBe(error);
  });
});

test("the change comes first, then enabling, then verifying", async () => {
  const before = inputs({ enabled: false });
  const after = inputs({ ...before, name: "crm-eu", enabled: true, verify: true });
  const { platform, state, stored } = await applied(before, after, asItIs);
  expect(platform.calls).toEqual(["patch 1", "setEnabled 1 true", "ping"]);
  expect(state).toStrictEqual(stateFor(after, stored));
});

test.each([
  ["PATCH", () => ({ name: "crm-eu" }), "patch 1"],
  ["PUT", () => ({ apiKey: canary("newApiKey") }), "put 1"],
])(
  "the response to a %s that shows an instance disabled by others is for a refresh to find",
  async (_, given, call) => {
    const { platform, session } = setUp();
    const before = inputs();
    const stored = platform.add({ disabled: true });
    const after = inputs({ ...before, ...given() });
    const state = await changed(session, stateFor(before, stored), after);
    expect(platform.calls).toEqual([call]);
    expect(state.enabled).toBe(true);
  },
);

test("the response decides about enabled where the state does not know it", async () => {
  const { platform, session } = setUp();
  const before = inputs({ enabled: false });
  const stored = platform.add({ disabled: true });
  const state = without(stateFor(before, stored), "enabled");
  await changed(session, state, inputs({ ...before, name: "crm-eu" }));
  expect(platform.calls).toEqual(["patch 1"]);
});

test("a response without the flag keeps enabled as the state knew it", async () => {
  const { platform, session } = setUp();
  const before = inputs({ enabled: false });
  const stored = platform.add({ disabled: true });
  platform.respond = (instance) => ({ ...instance, disabled: undefined });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await changed(session, stateFor(before, stored, { enabled: false }), after);
  expect(platform.calls).toEqual(["patch 1"]);
  expect(state.enabled).toBe(false);
});

test("after a failed disabling, a state that did not know whether the instance is enabled still does not", async () => {
  const { platform, session } = setUp();
  const declared = inputs({ enabled: false });
  const stored = platform.add();
  platform.fail("setEnabled", failure("refused"));
  const state = without(stateFor(declared, stored), "enabled");
  const partial = await partialOf(changed(session, state, declared));
  expect(partial.state).toStrictEqual(state);
});

test("outputs that the response lacks are kept from the state", async () => {
  const { platform, session } = setUp();
  const before = inputs();
  const stored = platform.add();
  platform.respond = ({ id, name }) => ({ ...NOTHING_TOLD, id, name });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await changed(session, stateFor(before, stored), after);
  expect(state).toStrictEqual(stateFor(after, stored));
});

test("a failed change is the platform's error, and nothing else is tried", async () => {
  const { platform, session } = setUp();
  const before = inputs();
  const stored = platform.add();
  const error = failure("refused");
  platform.fail("patch", error);
  const after = inputs({ ...before, name: "crm-eu", enabled: false, verify: true });
  expect(await failureOf(changed(session, stateFor(before, stored), after))).toBe(error);
  expect(platform.calls).toEqual(["patch 1"]);
});

describe("what others changed meanwhile, and was not sent, is for a refresh to find", () => {
  test.each([
    ["PATCH of the tags", { tags: ["eu"] }, { tags: ["eu"] }],
    ["PATCH of the name", { name: "crm-eu" }, { name: "crm-eu" }],
    ["PUT", { configuration: { "pagination.max": 50 } }, { configuration: { "pagination.max": 50 } }],
  ])("by a %s", async (_, given, known) => {
    const { platform, session } = setUp();
    const before = inputs();
    const stored = platform.add({ name: "theirs", tags: ["theirs", OWNER_TAG] });
    stored.configuration["username"] = canary("theirApiKey");
    Object.assign(stored.configuration, EVENTS_BY_HAND);
    const state = await changed(session, stateFor(before, stored), inputs({ ...before, ...given }));
    expect(state).toStrictEqual({ ...stateFor(before, stored), ...known });
  });

  test("by a PUT of the credentials: events that were turned on by hand stay, and stay out of the state", async () => {
    const { platform, session } = setUp();
    const before = inputs();
    const stored = platform.add();
    Object.assign(stored.configuration, EVENTS_BY_HAND, { "pagination.max": "7" });
    const after = inputs({ ...before, apiKey: canary("newApiKey") });
    expect(await changed(session, stateFor(before, stored), after)).toStrictEqual(stateFor(after, stored));
    expect(stored.configuration).toMatchObject({ ...EVENTS_BY_HAND, "pagination.max": "7" });
  });

  test("by a read for the token", async () => {
    const { platform, session } = setUp();
    const declared = inputs();
    const stored = platform.add({ name: "theirs", tags: ["theirs", OWNER_TAG] });
    const state = stateFor(declared, stored);
    expect(await changed(session, without(state, "token"), declared)).toStrictEqual(state);
  });
});

test.each([
  ["PATCH", { tags: ["eu"] }],
  ["PUT", { configuration: { "pagination.max": 50 } }],
  ["change that sends nothing", { customTimeouts: { read: "9m" } }],
])("the name stays as the platform spells it over a %s without it", async (_, change) => {
  const before = inputs({ name: "<b>crm</b>" });
  const after = inputs({ ...before, ...change });
  const { stored, state } = await applied(before, after, (known) => ({ ...known, name: "crm" }));
  expect(state).toStrictEqual(stateFor(after, stored, { name: "crm" }));
});

describe("the response decides what is in effect of what was sent", () => {
  test.each<[string, Parameters<typeof inputs>[0], Partial<Instance>, object]>([
    ["the name", { name: "<b>crm</b> eu" }, {}, { name: "crm eu" }],
    ["a name that it does not tell", { name: "crm-eu" }, { name: undefined }, { name: "crm-eu" }],
    ["the tags", { tags: ["eu"] }, { tags: ["eu", "added", OWNER_TAG] }, { tags: ["added", "eu"] }],
    [
      "the configuration",
      { configuration: { "pagination.max": 500 } },
      { configuration: { "pagination.max": "150" } },
      { configuration: { "pagination.max": "150" } },
    ],
  ])("%s", async (_, given, told, inEffect) => {
    const { platform, session } = setUp();
    const before = inputs();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    platform.respond = (instance) => ({ ...instance, ...told });
    const state = await changed(session, stateFor(before, stored), inputs({ ...before, ...given }));
    expect(state).toStrictEqual({ ...stateFor(before, stored), ...inEffect });
  });
});
