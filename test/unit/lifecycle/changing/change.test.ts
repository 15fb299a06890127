import { change } from "../../../../provider/src/lifecycle/changing/change";
import { differences } from "../../../../provider/src/lifecycle/changing/differences";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import type { Session } from "../../../../provider/src/lifecycle/model/session";
import { ACT_365 } from "../../../../provider/src/platform/actessentials";
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
  stage,
  stateFor,
  vendorKeys,
  withCredentials,
  without,
} from "../stage";

/** Changes instance 1 by what differs between the state and the declaration. */
function changed(session: Session, state: InstanceState, declared: InstanceInputs): Promise<InstanceState> {
  return change("1", state, declared, differences(state, declared, ACT_365), session);
}

/** An instance as `before` declares it, changed to what `after` declares. */
async function applied(before: InstanceInputs, after: InstanceInputs, known: (state: InstanceState) => InstanceState) {
  const set = stage(8_000);
  const stored = set.platform.add({ name: before.name, tags: [...(before.tags ?? []), OWNER_TAG] });
  stored.disabled = before.enabled === false;
  const state = await changed(set.session, known(stateFor(before, stored)), after);
  return { ...set, stored, state };
}

const asItIs = (state: InstanceState) => state;

describe("one PATCH, of what changed alone", () => {
  const declared = inputs();

  test.each([
    ["the name", { name: "crm-eu" }, { name: "crm-eu" }],
    ["the tags", { tags: ["sales", "eu"] }, { tags: ["sales", "eu", OWNER_TAG] }],
    ["tags that are taken away", { tags: undefined }, { tags: [OWNER_TAG] }],
    ["the owner tag", { ownerTag: OTHER_OWNER_TAG }, { tags: ["sales", OTHER_OWNER_TAG] }],
    ["an owner tag that is switched off", { ownerTag: undefined }, { tags: ["sales"] }],
    ["name and tags", { name: "crm-eu", tags: [] }, { name: "crm-eu", tags: [OWNER_TAG] }],
  ])("%s", async (_, change, body) => {
    const after = inputs({ ...declared, ...change });
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual(["patch 1"]);
    expect(platform.limits).toEqual([8_000]);
    expect(platform.bodies).toStrictEqual([body]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("of an owner tag that the state lacks, since somebody removed it", async () => {
    const { platform, state } = await applied(declared, declared, (known) => without(known, "ownerTag"));
    expect(platform.calls).toEqual(["patch 1"]);
    expect(platform.bodies).toStrictEqual([{ tags: ["sales", OWNER_TAG] }]);
    expect(state.ownerTag).toBe(OWNER_TAG);
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

  test("credentials that are pending; then they are not any more", async () => {
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

  test("for customTimeouts alone: they only come into the state", async () => {
    const declared = inputs();
    const after = inputs({ ...declared, customTimeouts: { delete: "10m" } });
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual([]);
    expect(state).toStrictEqual(stateFor(after, stored));
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

describe("a token that the state lacks, since a creation could not read it", () => {
  const declared = inputs();
  const lacking = (known: InstanceState) => without(known, "token", "valid");

  test("is read where nothing else is to do, with all other outputs", async () => {
    const { platform, stored, state } = await applied(declared, declared, lacking);
    expect(platform.calls).toEqual(["get 1"]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("comes with the answer of a change", async () => {
    const after = inputs({ ...declared, name: "crm-eu" });
    const { platform, stored, state } = await applied(declared, after, lacking);
    expect(platform.calls).toEqual(["patch 1"]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test("that cannot be read is a partial failure, which the next update mends", async () => {
    const { platform, session } = stage();
    const state = lacking(stateFor(declared, platform.add()));
    platform.fail("get", failure("unknown", "no answer"));
    const partial = await partialOf(changed(session, state, declared));
    expect(partial.reasons).toEqual(["Instance 1 is as declared, but its token could not be read: no answer"]);
    expect(partial.state).toStrictEqual(state);
  });

  test("of an instance that is gone is the platform's own error", async () => {
    const { platform, session } = stage();
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

test("an answer that shows an instance disabled by others leads to enabling it", async () => {
  const { platform, session } = stage();
  const declared = inputs();
  const stored = platform.add({ disabled: true });
  await changed(session, stateFor(inputs({ ...declared, name: "old" }), stored), declared);
  expect(platform.calls).toEqual(["patch 1", "setEnabled 1 true"]);
});

test("an answer that does not tell whether the instance is enabled leaves what the state knew", async () => {
  const { platform, session } = stage();
  const before = inputs({ enabled: false });
  const stored = platform.add({ disabled: true });
  platform.answer = (instance) => ({ ...instance, disabled: undefined });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await changed(session, stateFor(before, stored, { enabled: false }), after);
  expect(platform.calls).toEqual(["patch 1"]);
  expect(state.enabled).toBe(false);
});

test("a state that does not tell whether the instance is enabled says so once disabling failed: it is", async () => {
  const { platform, session } = stage();
  const declared = inputs({ enabled: false });
  const stored = platform.add();
  platform.fail("setEnabled", failure("refused"));
  const state = without(stateFor(declared, stored), "enabled");
  const partial = await partialOf(changed(session, state, declared));
  expect(partial.state).toStrictEqual({ ...state, enabled: true });
});

test("outputs that the answer lacks are kept from the state", async () => {
  const { platform, session } = stage();
  const before = inputs();
  const stored = platform.add();
  platform.answer = ({ id, name }) => ({ ...NOTHING_TOLD, id, name });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await changed(session, stateFor(before, stored), after);
  expect(state).toStrictEqual(stateFor(after, stored));
});

test("a failed change is the platform's error, and nothing else is tried", async () => {
  const { platform, session } = stage();
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
    const { platform, session } = stage();
    const before = inputs();
    const stored = platform.add({ name: "theirs", tags: ["theirs", OWNER_TAG] });
    stored.configuration["username"] = canary("theirApiKey");
    const state = await changed(session, stateFor(before, stored), inputs({ ...before, ...given }));
    expect(state).toStrictEqual({ ...stateFor(before, stored), ...known });
  });

  test("by a read for the token", async () => {
    const { platform, session } = stage();
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

describe("the answer tells what is in effect of what was sent", () => {
  test.each<[string, Parameters<typeof inputs>[0], Partial<Instance>, object]>([
    ["the name", { name: "<b>crm</b> eu" }, {}, { name: "crm eu" }],
    ["the tags", { tags: ["eu"] }, { tags: ["eu", "added", OWNER_TAG] }, { tags: ["added", "eu"] }],
    [
      "the configuration",
      { configuration: { "pagination.max": 500 } },
      { configuration: { "pagination.max": "150" } },
      { configuration: { "pagination.max": "150" } },
    ],
  ])("%s", async (_, given, told, inEffect) => {
    const { platform, session } = stage();
    const before = inputs();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    platform.answer = (instance) => ({ ...instance, ...told });
    const state = await changed(session, stateFor(before, stored), inputs({ ...before, ...given }));
    expect(state).toStrictEqual({ ...stateFor(before, stored), ...inEffect });
  });
});
