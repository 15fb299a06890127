import { finish, pendingIfUnverified } from "../../../../provider/src/lifecycle/changing/finish";
import { update } from "../../../../provider/src/lifecycle/update";
import { failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import { inputs, OWNER_TAG, partialOf, pending, setUp, stateFor, without } from "../setUp";

test("pings only where verify is declared", async () => {
  const { platform, session } = setUp();
  const stored = platform.add();
  for (const verify of [undefined, false]) {
    const declared = inputs({ verify });
    await finish("1", stateFor(declared, stored), declared, session);
  }
  expect(platform.calls).toEqual([]);
});

test("does not ping an instance that it has just disabled", async () => {
  const { platform, session } = setUp();
  const stored = platform.add();
  const declared = inputs({ enabled: false, verify: true });
  const state = stateFor(declared, stored, { enabled: true });
  const done = await finish("1", state, declared, session);
  expect(platform.calls).toEqual(["setEnabled 1 false"]);
  expect(done.enabled).toBe(false);
});

test.each([
  [true, "was not enabled"],
  [false, "was not disabled"],
])("a failed switch to enabled=%s is a partial failure with the state as it was", async (enabled, words) => {
  const { platform, session } = setUp();
  const stored = platform.add({ disabled: enabled });
  const declared = inputs({ enabled });
  const before = stateFor(declared, stored, { enabled: !enabled });
  platform.fail("setEnabled", failure("refused", "not you"));
  const partial = await partialOf(finish("1", before, declared, session));
  expect(partial.id).toBe("1");
  expect(partial.state).toStrictEqual(before);
  expect(partial.reasons).toEqual([`Instance 1 is as declared, but ${words}: not you`]);
  expect(platform.calls).toEqual([`setEnabled 1 ${enabled}`]);
});

test.each(["unknown", "platformError"] as const)(
  "after a switch that ended as %s, the next update sends it again, whatever it declares",
  async (outcome) => {
    const { platform, session } = setUp();
    const before = inputs();
    const known = stateFor(before, platform.add({ tags: ["sales", OWNER_TAG] }));
    platform.fail("setEnabled", failure(outcome, "no response"), { when: "after" });
    const { state } = await partialOf(finish("1", known, inputs({ ...before, enabled: false }), session));
    expect(state).toStrictEqual(without(known, "enabled"));
    expect(await update("1", state, before, session)).toStrictEqual(known);
    expect(platform.calls).toEqual(["setEnabled 1 false", "setEnabled 1 true"]);
    expect(platform.stored("1").disabled).toBe(false);
  },
);

test("an instance that is gone cannot be switched, which is the platform's own error", async () => {
  const { platform, session } = setUp();
  const declared = inputs({ enabled: false });
  const state = stateFor(declared, platform.add(), { enabled: true });
  const error = notFound("1");
  platform.fail("setEnabled", error);
  expect(await failureOf(finish("1", state, declared, session))).toBe(error);
});

test("a failed ping is a partial failure whose state has what was switched before", async () => {
  const { platform, session } = setUp();
  const stored = platform.add({ disabled: true });
  const declared = inputs({ verify: true });
  platform.pong = { endpoint: "actessentials", valid: false };
  const before = stateFor(declared, stored, { enabled: false });
  const partial = await partialOf(finish("1", before, declared, session));
  expect(platform.calls).toEqual(["setEnabled 1 true", "ping"]);
  expect(partial.id).toBe("1");
  expect(partial.state).toStrictEqual(pending({ ...before, enabled: true }));
  expect(partial.reasons[0]).toMatch(
    /^Instance 1 is as declared, but is not verified: verify: GET .* but Act! 365 did not/,
  );
});

test("a successful switch records that the user secret sees the instance", async () => {
  const { platform, session } = setUp();
  const declared = inputs({ enabled: false });
  const state = stateFor(declared, platform.add(), { enabled: true, seenBy: "another user" });
  expect((await finish("1", state, declared, session)).seenBy).toBe("user-of-1");
  const same = { ...state, enabled: false };
  expect((await finish("1", same, declared, session)).seenBy).toBe("another user");
});

test("an instance is switched as declared where the state does not know whether it is enabled", async () => {
  const { platform, session } = setUp();
  const stored = platform.add();
  const declared = inputs();
  const state = without(stateFor(declared, stored), "enabled");
  const done = await finish("1", state, declared, session);
  expect(platform.calls).toEqual(["setEnabled 1 true"]);
  expect(done.enabled).toBe(true);
});

test("only what was to be verified is marked, so that its credentials are sent, and thereby verified, again", () => {
  const declared = inputs({ verify: true });
  const state = stateFor(declared, setUp().platform.add());
  expect(pendingIfUnverified(state)).toStrictEqual(pending(state));
  for (const other of [{ ...state, verify: false }, without(state, "verify")]) {
    expect(pendingIfUnverified(other)).toStrictEqual(other);
  }
});
