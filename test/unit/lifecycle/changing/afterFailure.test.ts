import { PartialFailure } from "../../../../provider/src/lifecycle/model/errors";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { read } from "../../../../provider/src/lifecycle/read";
import { update } from "../../../../provider/src/lifecycle/update";
import type { Outcome } from "../../../../provider/src/platform/errors";
import { canary, failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import { SOME } from "../../../support/some";
import {
  diffOf,
  inputs,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  pending,
  present,
  stateFor,
  vendorKeys,
  without,
} from "../setUp";

/** What a refused or lost PUT leaves in the state, for the next update. */
const changes = (state: InstanceState, declared: InstanceInputs) => diffOf(state, declared).changes;

describe.each<Outcome>(["refused", "platformError", "unknown"])("a PUT with the outcome %s", (outcome) => {
  const events = { callbackUrl: "https://receiver.example/e" };

  test("that was not done leaves the old state with credentials pending, and says what is done and what is not", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("put", failure(outcome, "PUT /instances/1 returned nonsense"));
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
      "Instance 1 was not updated as declared: PUT /instances/1 returned nonsense",
      "Done: nothing. Not done: name, apiKey, developerKey, tags, enabled; the next pulumi up sends it again",
    ]);
  });

  test("that was done all the same leaves the new state with credentials pending: the developer key cannot be seen", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("put", failure(outcome, "the response got lost"), { when: "after" });
    const after = inputs({
      ...before,
      name: "crm-eu",
      apiKey: canary("newApiKey"),
      events,
    });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.state).toStrictEqual(
      pending(stateFor(after, stored, { credentials: { ...before.credentials, apiKey: vendorKeys(after).username } })),
    );
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: the response got lost",
      "Done: name, events. Not done: apiKey, developerKey; the next pulumi up sends it again",
    ]);

    platform.forget();
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test.each(["before", "after"] as const)(
    "that failed %s the work resets the keys that it sent, once the program removes them",
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

test("configuration that did not arrive is not called done, though the platform does not show it", async () => {
  const before = inputs({ configuration: { "own.key": "1" } });
  const { platform, session, state, stored } = present(before);
  stored.configuration = { username: vendorKeys(before).username };
  platform.fail("put", failure("refused"));
  const after = inputs({ ...before, configuration: { "own.key": "1", "own.other": "2" } });
  const partial = await partialOf(update("1", state, after, session));
  expect(partial.reasons[1]).toBe(
    'Done: nothing. Not done: apiKey, developerKey, configuration["own.other"]; the next pulumi up sends it again',
  );
});

describe("a PATCH that failed", () => {
  test("leaves no credentials pending: they were not sent", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", failure("refused", "PATCH /instances/1 returned 400"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "crm-eu" }), session));
    expect(platform.calls).toEqual(["patch 1", "get 1"]);
    expect(partial.state).toStrictEqual(state);
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: PATCH /instances/1 returned 400",
      "Done: nothing. Not done: name; the next pulumi up sends it again",
    ]);
  });

  test("that was done all the same is reported as done", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("unknown"), { when: "after" });
    const after = inputs({ ...before, name: "crm-eu", tags: ["eu"] });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.state).toStrictEqual(stateFor(after, stored));
    expect(partial.reasons[1]).toBe("Done: name, tags. Not done: nothing; the next pulumi up sends it again");
  });

  test("to a new owner tag is sent again", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("unknown"), { when: "after" });
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    const partial = await partialOf(update("1", state, after, session));
    expect(changes(partial.state, after)).toEqual(SOME);
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
  });
});

describe("where the platform cannot be asked either", () => {
  test("a refused PUT leaves the state as it was, with the mark that the credentials have to be sent again", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("put", failure("refused", "PUT /instances/1 returned 400"));
    platform.fail("get", failure("unknown"));
    const partial = await partialOf(update("1", state, inputs({ ...before, apiKey: canary("newApiKey") }), session));
    expect(platform.calls).toEqual(["put 1", "get 1"]);
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual(pending(state));
    expect(partial.reasons).toEqual(["Instance 1 was not updated as declared: PUT /instances/1 returned 400"]);
  });

  test("a refused PATCH is the platform's error alone: the state is right", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    const error = failure("refused");
    platform.fail("patch", error);
    platform.fail("get", failure("unknown"));
    expect(await failureOf(update("1", state, inputs({ ...before, name: "crm-eu" }), session))).toBe(error);
    expect(platform.calls).toEqual(["patch 1", "get 1"]);
  });

  test("what is doubtful is removed from the state, and credentials are pending, so the next update sends everything", async () => {
    const before = inputs({ enabled: false, configuration: { "pagination.max": 50 } });
    const { platform, session, state } = present(before);
    platform.fail("put", failure("unknown", "the response got lost"));
    platform.fail("get", failure("refused", "GET /instances/1 returned 401"));
    const after = inputs({
      ...before,
      name: "crm-eu",
      apiKey: canary("newApiKey"),
      tags: [],
      ownerTag: OTHER_OWNER_TAG,
      enabled: true,
      configuration: { "pagination.type": "page" },
    });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.id).toBe("1");
    expect(partial.state).toStrictEqual({
      ...pending(without(state, "name", "tags", "ownerTag")),
      configuration: { "pagination.max": 50, "pagination.type": "page" },
    });
    expect(partial.reasons).toEqual([
      "Instance 1 was not updated as declared: the response got lost",
      "It is not known which of name, apiKey, tags, enabled, configuration, ownerTag are in effect " +
        "(GET /instances/1 returned 401); the next pulumi up sends them again",
    ]);
  });

  test.each([
    ["tags", "patch", 1],
    // The first read is for the tags that stay.
    ["ownerTag", "patch", 2],
    ["configuration", "put", 1],
  ] as const)("removed %s that may remain, after %s, are removed by the next update", async (removed, verb, read) => {
    const before = inputs({ configuration: { "pagination.max": 50 } });
    const { platform, session, state, stored } = present(before);
    const after = inputs({ ...before, [removed]: undefined });
    platform.fail(verb, failure("unknown"));
    platform.fail("get", failure("unknown"), { calls: [read] });
    const partial = await partialOf(update("1", state, after, session));
    platform.forget();
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
    expect(platform.calls).toEqual(["put 1"]);
    expect(stored.tags).toEqual([...(after.tags ?? []), ...(after.ownerTag === undefined ? [] : [OWNER_TAG])]);
    expect(stored.configuration["pagination.max"]).toBe(removed === "configuration" ? "150" : "50");
  });

  test("a program that takes its change back sends everything all the same", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    platform.fail("patch", failure("unknown"), { when: "after" });
    platform.fail("get", failure("unknown"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "other", tags: [] }), session));
    expect(partial.state).toStrictEqual(pending(without(state, "name", "tags")));
    expect(changes(partial.state, before)).toEqual(SOME);
    expect(await update("1", partial.state, before, session)).toStrictEqual(stateFor(before, stored));
    expect(stored.name).toBe("crm");
  });

  test("an instance that is gone by then is still a partial failure: a refresh will tell", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", failure("unknown"));
    platform.fail("get", notFound("1"));
    const error = await failureOf(update("1", state, inputs({ ...before, name: "a" }), session));
    expect(error).toBeInstanceOf(PartialFailure);
  });

  test("after an error that is not the platform's, the outcome is as doubtful", async () => {
    const before = inputs();
    const { platform, session, state } = present(before);
    platform.fail("patch", new TypeError("a bug of ours"));
    platform.fail("get", failure("unknown"));
    const partial = await partialOf(update("1", state, inputs({ ...before, name: "a" }), session));
    expect(partial.reasons[0]).toBe("Instance 1 was not updated as declared: a bug of ours");
  });
});

describe("what others changed, and the failed change did not send, stays out of the state", () => {
  const byHand = {
    "event.notification.enabled": "true",
    "event.notification.callback.url": "https://by-hand.example/e",
  };

  test.each<[string, "put" | "patch", () => Parameters<typeof inputs>[0]]>([
    ["a PUT", "put", () => ({ apiKey: canary("newApiKey") })],
    ["a PATCH of the owner tag", "patch", () => ({ ownerTag: OTHER_OWNER_TAG })],
  ])("%s", async (_, verb, given) => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    Object.assign(stored, { name: "by hand", disabled: true, tags: ["by hand", ...stored.tags] });
    Object.assign(stored.configuration, byHand);
    platform.fail(verb, failure("refused"));
    const partial = await partialOf(update("1", state, inputs({ ...before, ...given() }), session));
    expect(partial.state).toStrictEqual(verb === "put" ? pending(state) : state);
  });

  test("tags, where the owner tag may have arrived; the next update sends it with the tags that the platform has", async () => {
    const before = inputs();
    const { platform, session, state, stored } = present(before);
    stored.tags.push("by hand");
    for (const when of ["before", "after"] as const) platform.fail("patch", failure("unknown"), { when });
    platform.fail("get", failure("unknown"), { calls: [2] });
    const after = inputs({ ...before, ownerTag: OTHER_OWNER_TAG });
    const partial = await partialOf(update("1", state, after, session));
    expect(partial.state).toStrictEqual(pending(without(state, "ownerTag")));
    expect(await update("1", partial.state, after, session)).toStrictEqual(stateFor(after, stored));
    expect([...stored.tags].sort()).toEqual(["by hand", OTHER_OWNER_TAG, "sales"]);
  });
});

test("a developer key that may have arrived is sent over again, though the state keeps the former one, also when the program takes the change back", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  platform.fail("put", failure("unknown"), { when: "after" });
  const partial = await partialOf(update("1", state, inputs({ ...before, developerKey: canary("new") }), session));
  expect(partial.state).toStrictEqual(pending(state));
  await update("1", partial.state, before, session);
  expect(stored.configuration["password"]).toBe(vendorKeys(before).password);
});

test("after a refresh, a failed update is still sent again", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  platform.fail("put", failure("unknown"), { when: "after" });
  const after = inputs({ ...before, developerKey: canary("newDeveloperKey") });
  const partial = await partialOf(update("1", state, after, session));
  const refreshed = await read("1", partial.state, session);
  if (refreshed === undefined) throw new Error("gone");
  expect(changes(refreshed, after)).toEqual(SOME);
  expect(await update("1", refreshed, after, session)).toStrictEqual(stateFor(after, stored));
});

test("credentials that were pending before a failed PUT still are", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.fail("put", failure("refused"));
  const first = await partialOf(update("1", pending(state), inputs({ ...before, name: "crm-eu" }), session));
  expect(first.state).toStrictEqual(pending(state));
});

test("the read that follows renews which user secret saw the instance last", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.fail("patch", failure("refused"));
  const known = { ...state, seenBy: "another-user-of-1" };
  const partial = await partialOf(update("1", known, inputs({ ...before, name: "crm-eu" }), session));
  expect(partial.state).toStrictEqual(state);
});

test("what the update did not change is not doubtful, though the platform cannot be asked", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.fail("patch", failure("unknown"));
  platform.fail("get", failure("unknown"));
  const partial = await partialOf(update("1", state, inputs({ ...before, name: "crm-eu" }), session));
  expect(partial.state).toStrictEqual(pending(without(state, "name")));
});
