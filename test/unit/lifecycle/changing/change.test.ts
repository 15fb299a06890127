import { apply, finish } from "../../../../provider/src/lifecycle/changing/change";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { canary, failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import {
  deadline,
  inputs,
  NOTHING_TOLD,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  stage,
  stateFor,
  without,
} from "../stage";

/** An instance as `before` declares it, changed to what `after` declares. */
async function applied(before: InstanceInputs, after: InstanceInputs, known: (state: InstanceState) => InstanceState) {
  const set = stage();
  const stored = set.platform.add({ name: before.name, tags: [...(before.tags ?? []), OWNER_TAG] });
  stored.disabled = before.enabled === false;
  const state = await apply("1", known(stateFor(before, stored)), after, set.session, deadline(set.clock, 8_000));
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

  test.each<[string, () => Partial<InstanceInputs>, Record<string, string>]>([
    ["the API key", () => ({ apiKey: canary("newApiKey") }), {}],
    ["the developer key", () => ({ developerKey: canary("newDeveloperKey") }), {}],
    ["the events", () => ({ events }), on],
    ["a configuration key", () => ({ configuration: { "pagination.max": 50 } }), { "pagination.max": "50" }],
    ["the name together with a key", () => ({ name: "crm-eu", apiKey: canary("newApiKey") }), {}],
  ])("%s", async (_, change, configuration) => {
    const declared = inputs();
    const after = { ...declared, ...change() };
    const { platform, stored, state } = await applied(declared, after, asItIs);
    expect(platform.calls).toEqual(["put 1"]);
    expect(platform.limits).toEqual([8_000]);
    expect(platform.bodies).toStrictEqual([
      {
        name: after.name,
        tags: ["sales", OWNER_TAG],
        configuration: { ...configuration, username: after.apiKey, password: after.developerKey },
      },
    ]);
    expect(state).toStrictEqual(stateFor(after, stored));
  });

  test.each(["apiKey", "developerKey"])("the %s that the state lacks", async (name) => {
    const declared = inputs();
    const { platform } = await applied(declared, declared, (state) => without(state, name));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test("which sets keys back that are declared no more: to the element's default, or to null", async () => {
    const before = inputs({ configuration: { "pagination.max": 50, "bulk.relations": "a", "own.key": 1 } });
    const after = inputs({ ...before, configuration: undefined });
    const { platform, stored, state } = await applied(before, after, asItIs);
    expect(platform.bodies[0]?.configuration).toStrictEqual({
      "pagination.max": "150",
      "bulk.relations": null,
      "own.key": null,
      username: before.apiKey,
      password: before.developerKey,
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
    const { platform, session, clock } = stage();
    const state = lacking(stateFor(declared, platform.add()));
    platform.fail("get", failure("open", "no answer"));
    const partial = await partialOf(apply("1", state, declared, session, deadline(clock)));
    expect(partial.reasons).toEqual(["Instance 1 is as declared, but its token could not be read: no answer"]);
    expect(partial.state).toStrictEqual(state);
  });

  test("of an instance that is gone is the platform's own error", async () => {
    const { platform, session, clock } = stage();
    const state = lacking(stateFor(declared, platform.add()));
    const error = notFound("1");
    platform.fail("get", error);
    expect(await failureOf(apply("1", state, declared, session, deadline(clock)))).toBe(error);
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
  const { platform, session, clock } = stage();
  const declared = inputs();
  const stored = platform.add({ disabled: true });
  await apply("1", stateFor(inputs({ ...declared, name: "old" }), stored), declared, session, deadline(clock));
  expect(platform.calls).toEqual(["patch 1", "setEnabled 1 true"]);
});

test("an answer that does not tell whether the instance is enabled leaves what the state knew", async () => {
  const { platform, session, clock } = stage();
  const before = inputs({ enabled: false });
  const stored = platform.add({ disabled: true });
  platform.answer = (instance) => ({ ...instance, disabled: undefined });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await apply("1", stateFor(before, stored, { enabled: false }), after, session, deadline(clock));
  expect(platform.calls).toEqual(["patch 1"]);
  expect(state.enabled).toBe(false);
});

test("a state that does not tell whether the instance is enabled says so once disabling failed: it is", async () => {
  const { platform, session, clock } = stage();
  const declared = inputs({ enabled: false });
  const stored = platform.add();
  platform.fail("setEnabled", failure("refused"));
  const state = without(stateFor(declared, stored), "enabled");
  const partial = await partialOf(apply("1", state, declared, session, deadline(clock)));
  expect(partial.state).toStrictEqual({ ...state, enabled: true });
});

test("outputs that the answer lacks are kept from the state", async () => {
  const { platform, session, clock } = stage();
  const before = inputs();
  const stored = platform.add();
  platform.answer = ({ id, name }) => ({ ...NOTHING_TOLD, id, name });
  const after = inputs({ ...before, name: "crm-eu" });
  const state = await apply("1", stateFor(before, stored), after, session, deadline(clock));
  expect(state).toStrictEqual(stateFor(after, stored));
});

test("a failed change is the platform's error, and nothing else is tried", async () => {
  const { platform, session, clock } = stage();
  const before = inputs();
  const stored = platform.add();
  const error = failure("refused");
  platform.fail("patch", error);
  const after = inputs({ ...before, name: "crm-eu", enabled: false, verify: true });
  expect(await failureOf(apply("1", stateFor(before, stored), after, session, deadline(clock)))).toBe(error);
  expect(platform.calls).toEqual(["patch 1"]);
});

describe("finish", () => {
  test("pings only where verify is declared", async () => {
    const { platform, session, clock } = stage();
    const stored = platform.add();
    for (const verify of [undefined, false]) {
      const declared = inputs({ verify });
      await finish("1", stateFor(declared, stored), declared, session, deadline(clock));
    }
    expect(platform.calls).toEqual([]);
  });

  test("does not ping an instance that it has just disabled", async () => {
    const { platform, session, clock } = stage();
    const stored = platform.add();
    const declared = inputs({ enabled: false, verify: true });
    const state = stateFor(declared, stored, { enabled: true });
    const done = await finish("1", state, declared, session, deadline(clock));
    expect(platform.calls).toEqual(["setEnabled 1 false"]);
    expect(done.enabled).toBe(false);
  });

  test.each([
    [true, "was not enabled"],
    [false, "was not disabled"],
  ])("a failed switch to enabled=%s is a partial failure with the state as it was", async (enabled, words) => {
    const { platform, session, clock } = stage();
    const stored = platform.add({ disabled: enabled });
    const declared = inputs({ enabled });
    const before = stateFor(declared, stored, { enabled: !enabled });
    platform.fail("setEnabled", failure("open", "no answer"));
    const partial = await partialOf(finish("1", before, declared, session, deadline(clock)));
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual(before);
    expect(partial.reasons).toEqual([`Instance 1 is as declared, but ${words}: no answer`]);
    expect(platform.calls).toEqual([`setEnabled 1 ${enabled}`]);
  });

  test("an instance that is gone cannot be switched, which is the platform's own error", async () => {
    const { platform, session, clock } = stage();
    const declared = inputs({ enabled: false });
    const state = stateFor(declared, platform.add(), { enabled: true });
    const error = notFound("1");
    platform.fail("setEnabled", error);
    expect(await failureOf(finish("1", state, declared, session, deadline(clock)))).toBe(error);
  });

  test("a failed ping is a partial failure whose state has what was switched before", async () => {
    const { platform, session, clock } = stage();
    const stored = platform.add({ disabled: true });
    const declared = inputs({ verify: true });
    platform.pong = { endpoint: "actessentials", valid: false };
    const before = stateFor(declared, stored, { enabled: false });
    const partial = await partialOf(finish("1", before, declared, session, deadline(clock)));
    expect(platform.calls).toEqual(["setEnabled 1 true", "ping"]);
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual(without({ ...before, enabled: true }, "developerKey"));
    expect(partial.reasons[0]).toMatch(
      /^Instance 1 is as declared, but is not verified: verify: GET .* but Act! 365 did not/,
    );
  });

  test("a state that does not tell counts as enabled", async () => {
    const { platform, session, clock } = stage();
    const stored = platform.add();
    const declared = inputs();
    const state = without(stateFor(declared, stored), "enabled");
    const done = await finish("1", state, declared, session, deadline(clock));
    expect(platform.calls).toEqual([]);
    expect(done.enabled).toBe(true);
  });
});
