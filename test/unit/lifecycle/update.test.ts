import type { InstanceInputs, InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { update } from "../../../provider/src/lifecycle/update";
import { canary, failureOf } from "../../support/canary";
import { failure, notFound } from "../../support/memoryPlatform";
import { inputs, partialOf, pending, present, stateFor, without } from "./setUp";

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
  expect(error).toHaveProperty("code", "instance-gone");
  expect(error.message).toBe(
    "Instance 1 no longer exists on the platform (GET /instances/1 returned 404). Run pulumi refresh, which removes it from " +
      "the state; the next pulumi up creates a new one",
  );
  expect(platform.calls).toEqual(["patch 1", "organizationId"]);
});

test("an instance that was created just now and is not found is tried again, since the platform may lag", async () => {
  const before = inputs();
  const { platform, session, state, stored } = present(before);
  const after = inputs({ ...before, name: "a" });
  const createdDate = "2026-01-02T03:04:00Z";
  stored.createdDate = createdDate;
  platform.fail("patch", notFound("1"), { calls: [1, 2] });
  const updated = await update("1", { ...state, createdDate }, after, session);
  expect(updated).toStrictEqual(stateFor(after, stored));
  expect(platform.calls).toEqual(["patch 1", "patch 1", "patch 1"]);
});

test("an instance that was created just now is gone where it is not found for 15 seconds", async () => {
  const before = inputs();
  const { platform, session, state, clock } = present(before);
  platform.instances.clear();
  const young = { ...state, createdDate: "2026-01-02T03:04:00Z" };
  expect(await failureOf(update("1", young, inputs({ ...before, name: "a" }), session))).toHaveProperty(
    "code",
    "instance-gone",
  );
  expect(platform.calls).toEqual([...Array(5).fill("patch 1"), "organizationId"]);
  expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test("an instance that another organization's credentials do not find is not called gone", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.instances.clear();
  platform.organization = 2;
  const error = await failureOf(update("1", state, inputs({ ...before, name: "a" }), session));
  expect(error).toHaveProperty("code", "wrong-organization");
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
  expect(error).toHaveProperty("code", "instance-gone");
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

test("an instance that another user secret does not find is not called gone", async () => {
  const before = inputs();
  const { platform, session, state } = present(before);
  platform.instances.clear();
  const known = { ...state, seenBy: "another-user-of-1" };
  const error = await failureOf(update("1", known, inputs({ ...before, name: "a" }), session));
  expect(error).toHaveProperty("code", "other-user");
});

test.each<[string, Partial<InstanceInputs>]>([
  ["PATCH", { name: "crm-eu" }],
  ["PUT", { configuration: { "pagination.max": 50 } }],
])("a %s renews which user secret saw the instance last", async (_, given) => {
  const before = inputs();
  const { session, state, stored } = present(before);
  const after = inputs({ ...before, ...given });
  const known = { ...state, seenBy: "another-user-of-1" };
  expect(await update("1", known, after, session)).toStrictEqual(stateFor(after, stored));
});

test("an update by which this program adopts the instance of another one removes the mark external", async () => {
  const declared = inputs();
  const { session, state, stored } = present(declared);
  const external = { ...state, external: true, credentials: {} };
  expect(await update("1", external, declared, session)).toStrictEqual(stateFor(declared, stored));
});

describe("without the developer key", () => {
  /** An instance in the state that has no developer key. */
  function keyless() {
    const { apiKey = "" } = inputs().credentials;
    return present(inputs({ credentials: { apiKey } }));
  }
  const given = ({ credentials }: InstanceState) => ({ credentials });

  test("name, tags and enabled change without a PUT, and nothing is read", async () => {
    const { platform, session, state } = keyless();
    await update("1", state, inputs({ ...given(state), name: "crm-eu", tags: [], enabled: false }), session);
    expect(platform.calls).toEqual(["patch 1", "setEnabled 1 false"]);
  });

  test("what needs a PUT is refused before anything is changed", async () => {
    const { platform, session, state } = keyless();
    const after = inputs({ ...given(state), name: "crm-eu", configuration: { "pagination.max": 5 } });
    const error = await failureOf(update("1", state, after, session));
    expect(error).toHaveProperty("code", "missing-input");
    expect(platform.calls).toEqual([]);
  });

  test("the key, once it is given, is sent by one PUT", async () => {
    const { platform, session, state, stored } = keyless();
    const after = inputs({ apiKey: state.credentials["apiKey"] });
    expect(await update("1", state, after, session)).toStrictEqual(stateFor(after, stored));
    expect(platform.calls).toEqual(["put 1"]);
  });

  test("what an import left unknown is read first: the API key is compared, and the token comes into the state", async () => {
    const { platform, session, state, stored } = keyless();
    const imported = pending({ ...without(state, "token", "ownerTag"), credentials: {} });
    const declared = inputs(given(state));
    stored.tags = ["sales"];
    stored.disabled = true;
    expect(await update("1", imported, declared, session)).toStrictEqual(stateFor(declared, stored));
    expect(platform.calls).toEqual(["get 1", "get 1", "patch 1"]);
  });

  test("another API key than that on the platform is refused before anything is changed", async () => {
    const { platform, session, state } = keyless();
    const error = await failureOf(
      update("1", pending(state), inputs({ apiKey: canary("new"), credentials: {} }), session),
    );
    expect(error.message).toContain("but apiKey changed as well");
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("an API key that the platform does not show is refused: it may be another", async () => {
    const { platform, session, state } = keyless();
    platform.respond = (instance) => ({ ...instance, configuration: undefined });
    const imported = { ...state, credentials: {} };
    expect((await failureOf(update("1", imported, inputs(given(state)), session))).message).toContain("apiKey changed");
  });

  test("a failed verification is repeated without a PUT", async () => {
    const { platform, session, state, stored } = keyless();
    const declared = inputs({ ...given(state), name: "crm-eu", verify: true });
    platform.fail("ping", failure("refused"));
    const partial = await partialOf(update("1", state, declared, session));
    platform.forget();
    expect(await update("1", partial.state, declared, session)).toStrictEqual(stateFor(declared, stored));
    expect(platform.calls).toEqual(["get 1", "ping"]);
  });

  test("an instance that is gone when it is read first is the usual error", async () => {
    const { platform, session, state } = keyless();
    platform.instances.clear();
    const error = await failureOf(update("1", pending(state), inputs(given(state)), session));
    expect(error).toHaveProperty("code", "instance-gone");
    expect(platform.calls).toEqual(["get 1", "organizationId"]);
  });
});
