import { diff } from "../../../provider/src/lifecycle/diff";
import {
  InstanceGoneError,
  PartialFailure,
  WrongOrganizationError,
} from "../../../provider/src/lifecycle/model/errors";
import type { InstanceInputs, InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import type { Outcome } from "../../../provider/src/platform/errors";
import { canary, failureOf } from "../../support/canary";
import { failure, notFound } from "../../support/memoryPlatform";
import {
  CONFIGURED,
  inputs,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  pending,
  stage,
  stateFor,
  vendorKeys,
  without,
} from "./stage";

/** A platform that holds what the declaration says, and the state of it. */
function present(declared: InstanceInputs) {
  const set = stage();
  const tags = [...(declared.tags ?? []), ...(declared.ownerTag === undefined ? [] : [declared.ownerTag])];
  const stored = set.platform.add({ name: declared.name, tags });
  Object.assign(stored.configuration, vendorKeys(declared));
  for (const [key, value] of Object.entries(declared.configuration ?? {})) stored.configuration[key] = String(value);
  return { ...set, stored, state: stateFor(declared, stored) };
}

/** What a refused or lost PUT leaves in the state, for the next update. */
const changes = (state: InstanceState, declared: InstanceInputs) => diff(state, declared, CONFIGURED).changes;

test("an update without trouble is one request and the new state", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  const after = inputs({ ...before, name: "crm-eu" });
  expect(await update("1", state, after, session)).toStrictEqual(stateFor(after, stored));
  expect(platform.calls).toEqual(["patch 1"]);
});

test("an update with nothing to do asks the platform nothing", async () => {
  const declared = inputs();
  const { platform, session, state } = present(declared);
  expect(await update("1", state, declared, session)).toStrictEqual(state);
  expect(platform.calls).toEqual([]);
});

test("an instance that is gone is an error that says so, and what to do", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.instances.clear();
  const error = await failureOf(update("1", state, inputs({ ...before, name: "a" }), session));
  expect(error).toBeInstanceOf(InstanceGoneError);
  expect(error.message).toBe(
    "Instance 1 is gone from the platform (GET /instances/1 was answered 404). Run pulumi refresh, which takes it out of " +
      "the state; the next pulumi up makes a new one",
  );
  expect(platform.calls).toEqual(["patch 1", "organizationId"]);
});

test("an instance that another organization's credentials do not find is not called gone", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.instances.clear();
  platform.organization = 2;
  const error = await failureOf(update("1", state, inputs({ ...before, name: "a" }), session));
  expect(error).toBeInstanceOf(WrongOrganizationError);
  expect(error.message).toContain("the credentials belong to organization 2");
});

test.each<[string, Partial<InstanceInputs>, string[], string]>([
  ["only switched off", { enabled: false }, [], "setEnabled 1 false"],
  ["only read for its token", {}, ["token"], "get 1"],
])("an instance that is gone when it is %s is the same error", async (_, change, lacking, call) => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.instances.clear();
  const error = await failureOf(update("1", without(state, ...lacking), { ...before, ...change }, session));
  expect(error).toBeInstanceOf(InstanceGoneError);
  expect(platform.calls).toEqual([call, "organizationId"]);
});

test("a change that certainly was not done is the platform's error, and the state before stays right", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  const error = failure("nothingDone");
  platform.fail("put", error);
  expect(await failureOf(update("1", state, inputs({ ...before, apiKey: canary("new") }), session))).toBe(error);
  expect(platform.calls).toEqual(["put 1"]);
});

test("a partial failure of the later steps passes as it is", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  platform.fail("setEnabled", failure("nothingDone", "no connection"));
  const after = inputs({ ...before, name: "crm-eu", enabled: false });
  const partial = await partialOf(update("1", state, after, session));
  expect(partial.reasons).toEqual(["Instance 1 is as declared, but was not disabled: no connection"]);
  expect(partial.state).toStrictEqual(stateFor(after, stored, { enabled: true }));
  expect(platform.calls).toEqual(["patch 1", "setEnabled 1 false"]);
});

describe.each<Outcome>(["refused", "platformError", "open"])("a PUT with the outcome %s", (outcome) => {
  const events = { callbackUrl: "https://receiver.example/e" };

  test("that was not done leaves the old state without the developer key, and says what is done and what is not", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("put", failure(outcome, "PUT /instances/1 was answered badly"));
    const after = inputs({
      ...before,
      name: "crm-eu",
      apiKey: canary("newApiKey"),
      tags: ["sales", "eu"],
      enabled: false,
    });
    const partial = await partialOf(update("1", state, after, session));
    expect(platform.calls).toEqual(["put 1", "get 1"]);
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual(pending(state));
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: PUT /instances/1 was answered badly",
      "Done: nothing. Not done: name, apiKey, developerKey, tags, enabled; the next pulumi up sends it again",
    ]);
  });

  test("that was done all the same leaves the new state without the developer key", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("put", failure(outcome, "the answer got lost"), { when: "after" });
    const after = inputs({
      ...before,
      name: "crm-eu",
      apiKey: canary("newApiKey"),
      events,
      customTimeouts: { delete: "1m" },
    });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.state).toStrictEqual(
      pending(
        without(
          stateFor(after, stored, { credentials: { ...before.credentials, apiKey: vendorKeys(after).username } }),
          "customTimeouts",
        ),
      ),
    );
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: the answer got lost",
      "Done: name, configuration. Not done: apiKey, developerKey, customTimeouts; the next pulumi up sends it again",
    ]);

    platform.forget();
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test.each(["before", "after"] as const)(
    "that failed %s the work sets back the keys it named, once they go",
    async (when) => {
      const before = inputs();
      const { platform, session, state, stored } = present(before);
      const signatureKey = canary("signatureKey");
      platform.fail("put", failure(outcome), { when });
      const tried = inputs({ ...before, events: { ...events, signatureKey }, configuration: { "pagination.max": 50 } });
      const partial = await partialOf(update("1", state, tried, session));
      expect(await update("1", partial.state, before, session)).toStrictEqual(stateFor(before, stored));
      expect(stored.configuration).toMatchObject({
        "pagination.max": "150",
        "event.notification.enabled": "false",
        "event.notification.callback.url": null,
      });
      expect(stored.configuration["event.notification.signature.key"] ?? null).toBeNull();
    },
  );
});

test("a configuration that was not done is not called done, though the platform shows nothing of it", async () => {
  const before = inputs({ configuration: { "own.key": "1" } });
  const { platform, session, state, stored } = present(before);
  stored.configuration = { username: vendorKeys(before).username };
  platform.fail("put", failure("refused"));
  const after = inputs({ ...before, configuration: { "own.key": "1", "own.other": "2" } });
  const partial = await partialOf(update("1", state, after, session));
  expect(partial.reasons[1]).toBe(
    "Done: nothing. Not done: apiKey, developerKey, configuration; the next pulumi up sends it again",
  );
});

describe("a PATCH that failed", () => {
  test("leaves the developer key in the state: it was not sent", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", failure("refused", "PATCH /instances/1 was answered 400"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "crm-eu" }), session));
    expect(platform.calls).toEqual(["patch 1", "get 1"]);
    expect(partial.state).toStrictEqual(state);
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: PATCH /instances/1 was answered 400",
      "Done: nothing. Not done: name; the next pulumi up sends it again",
    ]);
  });

  test("but was done is told as done", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("open"), { when: "after" });
    const after = inputs({ ...before, name: "crm-eu", tags: ["eu"] });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.state).toStrictEqual(stateFor(after, stored));
    expect(partial.reasons[1]).toBe("Done: name, tags. Not done: nothing; the next pulumi up sends it again");
  });

  test("to a new owner tag is sent again", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("open"), { when: "after" });
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    const partial = await partialOf(update("1", state, after, session));
    expect(changes(partial.state, after)).toBe(true);
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
  });
});

describe("where the platform cannot be asked either", () => {
  test("a refused PUT leaves the state as it was, with the mark that the credentials have to be sent again", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("put", failure("refused", "PUT /instances/1 was answered 400"));
    platform.fail("get", failure("open"));
    const partial = await partialOf(update("1", state, inputs({ ...before, apiKey: canary("newApiKey") }), session));
    expect(platform.calls).toEqual(["put 1", "get 1"]);
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual(pending(state));
    expect(partial.reasons).toEqual(["Instance 1 was not updated as declared: PUT /instances/1 was answered 400"]);
  });

  test("a refused PATCH is the platform's error alone: the state is right", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    const error = failure("refused");
    platform.fail("patch", error);
    platform.fail("get", failure("open"));
    expect(await failureOf(update("1", state, inputs({ ...before, name: "crm-eu" }), session))).toBe(error);
    expect(platform.calls).toEqual(["patch 1", "get 1"]);
  });

  test("what is doubtful leaves the state, and so does the developer key, by which all is sent again", async () => {
    const before = inputs({ enabled: false, configuration: { "pagination.max": 50 }, customTimeouts: { read: "1m" } });
    const { platform, session, state } = present(before);
    platform.fail("put", failure("open", "the answer got lost"));
    platform.fail("get", failure("refused", "GET /instances/1 was answered 401"));
    const after = inputs({
      ...before,
      name: "crm-eu",
      apiKey: canary("newApiKey"),
      tags: [],
      ownerTag: OTHER_OWNER_TAG,
      enabled: true,
      configuration: { "pagination.type": "page" },
      customTimeouts: undefined,
    });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual({
      ...pending(without(state, "name", "tags", "ownerTag")),
      configuration: { "pagination.max": 50, "pagination.type": "page" },
    });
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: the answer got lost",
      "Which of name, apiKey, tags, ownerTag, enabled, configuration, customTimeouts is in effect is not known " +
        "(GET /instances/1 was answered 401); the next pulumi up sends it again",
    ]);
  });

  test.each([
    ["tags", "patch"],
    ["ownerTag", "patch"],
    ["configuration", "put"],
  ] as const)("%s that should have gone, by %s, go with the next update", async (removed, verb) => {
    const before = inputs({ configuration: { "pagination.max": 50 } });
    const { platform, session, state, stored } = present(before);
    const after = inputs({ ...before, [removed]: undefined });
    platform.fail(verb, failure("open"));
    platform.fail("get", failure("open"));
    const partial = await partialOf(update("1", state, after, session));
    platform.forget();
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
    expect(platform.calls).toEqual(["put 1"]);
    expect(stored.tags).toEqual([...(after.tags ?? []), ...(after.ownerTag === undefined ? [] : [OWNER_TAG])]);
    expect(stored.configuration["pagination.max"]).toBe(removed === "configuration" ? "150" : "50");
  });

  test("a program that takes its change back is sent all the same", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("open"), { when: "after" });
    platform.fail("get", failure("open"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "other", tags: [] }), session));
    expect(partial.state).toStrictEqual(pending(without(state, "name", "tags")));
    expect(changes(partial.state, before)).toBe(true);
    expect(await update("1", partial.state, before, session)).toStrictEqual(stateFor(before, stored));
    expect(stored.name).toBe("crm");
  });

  test("an instance that is gone by then is still a partial failure: a refresh will tell", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", failure("open"));
    platform.fail("get", notFound("1"));
    const error = await failureOf(update("1", state, inputs({ ...before, name: "a" }), session));
    expect(error).toBeInstanceOf(PartialFailure);
  });

  test("something that is no platform error is as doubtful", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", new TypeError("a bug of ours"));
    platform.fail("get", failure("open"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "a" }), session));
    expect(partial.reasons[0]).toBe("Instance 1 was not updated as declared: a bug of ours");
  });
});

test("a developer key that may have arrived is sent over again, also when the program takes the change back", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  platform.fail("put", failure("open"), { when: "after" });
  const partial = await partialOf(update("1", state, inputs({ ...before, developerKey: canary("new") }), session));
  expect(partial.state).toStrictEqual(pending(state));
  await update("1", partial.state, before, session);
  expect(stored.configuration["password"]).toBe(vendorKeys(before).password);
});

test("after a refresh, a failed update is still sent again", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  platform.fail("put", failure("open"), { when: "after" });
  const after = inputs({ ...before, developerKey: canary("newDeveloperKey") });
  const partial = await partialOf(update("1", state, after, session));
  const refreshed = await read("1", partial.state, session);
  if (refreshed === undefined) throw new Error("gone");
  expect(changes(refreshed, after)).toBe(true);
  expect(await update("1", refreshed, after, session)).toStrictEqual(stateFor(after, stored));
});
