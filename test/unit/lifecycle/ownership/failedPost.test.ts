import { create } from "../../../../provider/src/lifecycle/create";
import { afterFailedPost } from "../../../../provider/src/lifecycle/ownership/failedPost";
import { update } from "../../../../provider/src/lifecycle/update";
import type { Outcome } from "../../../../provider/src/platform/errors";
import { failureOf } from "../../../support/canary";
import { failure } from "../../../support/memoryPlatform";
import { declarationOf, inputs, LOOK, OTHER_OWNER_TAG, OWNER_TAG, partialOf, pending, setUp, stateFor } from "../setUp";

describe.each<Outcome>(["nothingDone", "refused"])("a POST with the outcome %s", (outcome) => {
  test("fails with the platform's error, and nothing is looked for", async () => {
    const { platform, session, clock, log } = setUp();
    const error = failure(outcome);
    platform.fail("create", error);
    expect(await failureOf(create(inputs(), session))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "create"]);
    expect(clock.sleeps).toEqual([]);
    expect(log).toEqual([]);
  });
});

describe("an error response of the platform itself", () => {
  const error = failure("platformError", "POST /instances returned 401: the vendor refused the keys");

  test("is followed by one search after 3 seconds; if it finds nothing, the platform's error is the result", async () => {
    const { platform, session, clock } = setUp();
    platform.fail("create", error);
    expect(await failureOf(create(inputs(), session))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(platform.times).toEqual([0, 0, 3_000]);
    expect(clock.sleeps).toEqual([3_000]);
  });

  test("that left an instance behind is a partial failure with its id, and the keys are sent again next time", async () => {
    const { platform, session } = setUp();
    const declared = inputs();
    platform.fail("create", error, { when: "after" });
    const partial = await partialOf(create(declared, session));
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "get 1"]);
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      `Instance 1 was created, but: ${error.message}. If an earlier run made it, one of this run may still appear: npx ` +
        "pulumi-act365 orphans then names both",
    ]);
    expect(partial.state).toStrictEqual(pending(stateFor(declared, platform.stored("1"))));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("with an instance that is listed but deleted is the platform's error, without an id", async () => {
    const { platform, session } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    platform.lateRemoval = 10_000;
    platform.remove("1");
    expect(await failureOf(afterFailedPost(error, inputs(), session))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "get 1"]);
    expect(session.held.has("1")).toBe(false);
  });

  test("leaves an instance enabled: the state must not say that it is disabled, as declared", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ enabled: false });
    platform.fail("create", error, { when: "after" });
    // As in an abridged list.
    platform.respond = (instance) => ({ ...instance, disabled: undefined });
    const partial = await partialOf(create(declared, session));
    expect(partial.state.enabled).toBe(true);

    platform.forget();
    await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
  });

  test("leaves the outcome unknown if the one search fails too", async () => {
    const { platform, session } = setUp();
    platform.fail("create", error, { when: "after" });
    platform.fail("findByTag", failure("refused", "GET instances returned 401"), { calls: [2] });
    const unknown = await failureOf(create(inputs(), session));
    expect(unknown).toHaveProperty("code", "outcome-unknown");
    expect(unknown.message).toBe(
      `It is not known whether an instance was created: ${error.message}. The look for its owner tag ${OWNER_TAG} failed ` +
        "too: GET instances returned 401. Run pulumi up again: it looks first",
    );
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });

  test("is less important than several instances: the error lists them", async () => {
    const { platform, session, clock } = setUp();
    platform.fail("create", error, { when: "after" });
    platform.add({ tags: [OWNER_TAG], listedFrom: clock.now() + 1 });
    expect(await failureOf(create(inputs(), session))).toHaveProperty("code", "duplicate-instances");
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "get 1", "get 2"]);
  });

  test("without an owner tag is the error at once, without a search", async () => {
    const { platform, session, clock } = setUp();
    platform.fail("create", error, { when: "after" });
    expect(await failureOf(create(inputs({ ownerTag: undefined }), session))).toBe(error);
    expect(platform.calls).toEqual(["create"]);
    expect(clock.sleeps).toEqual([]);
  });

  test("shortens the wait where the create timeout comes first, so that there is time to look", async () => {
    const { platform, session, clock } = setUp(10_000);
    platform.fail("create", error);
    platform.takes("create", 8_000);
    await failureOf(create(inputs(), session));
    expect(clock.sleeps).toEqual([1_000]);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });
});

describe("an unknown outcome", () => {
  const cause = failure("unknown", "POST /instances: the connection broke");

  test.each([
    [0, []],
    [1_000, [1]],
    [1_001, [1, 2]],
    [7_000, [1, 2, 4]],
    [7_001, [1, 2, 4, 8]],
    [16_000, [1, 2, 4, 8, 10]],
    [80_000, [1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10]],
    [90_000, [1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10, 5]],
  ])("is settled by the instance that turns up after %d ms: it is adopted with a PUT", async (lag, seconds) => {
    const { platform, session, clock, log } = setUp();
    const declared = inputs();
    platform.fail("create", cause, { when: "after" });
    platform.lag = lag;
    const { id, state } = await create(declared, session);
    expect(clock.sleeps).toEqual(seconds.map((second) => second * 1_000));
    expect(platform.calls).toEqual([LOOK, "create", ...Array(seconds.length + 1).fill(LOOK), "put 1"]);
    expect(id).toBe("1");
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
    expect(log).toEqual([
      `${cause.message}; it is not known whether an instance was created, so looking for it, for up to 90 s`,
      expect.stringContaining("warning: adopted instance 1 (created "),
    ]);
  });

  test("is looked for again for 90 seconds, and never posted twice", async () => {
    const { platform, session, log } = setUp();
    platform.fail("create", cause);
    const error = await failureOf(create(inputs(), session));
    expect(platform.calls).toEqual([LOOK, "create", ...Array(13).fill(LOOK)]);
    expect(platform.times.slice(2).map((ms) => ms / 1_000)).toEqual([0, 1, 3, 7, 15, 25, 35, 45, 55, 65, 75, 85, 90]);
    expect(error).toHaveProperty("code", "outcome-unknown");
    expect(error.message).toBe(
      `It is not known whether an instance was created: ${cause.message}. No instance with its owner tag ${OWNER_TAG} turned ` +
        "up within 90 s. Run pulumi up again: it looks first, and adopts the instance if it has turned up by then",
    );
    expect(log).toHaveLength(1);
  });

  test("is looked for until the create timeout where that comes first", async () => {
    const { platform, session } = setUp(30_000);
    platform.fail("create", cause);
    platform.takes("create", 10_000);
    const error = await failureOf(create(inputs(), session));
    expect(platform.times.slice(2).map((ms) => ms / 1_000)).toEqual([10, 11, 13, 17, 25]);
    expect(error.message).toContain("turned up within 15 s.");
  });

  test("that is still open when the run gives up is settled by the next run, which adopts the instance", async () => {
    const { platform, session, clock } = setUp();
    const declared = inputs();
    platform.fail("create", cause, { when: "after" });
    platform.lag = 100_000;
    await failureOf(create(declared, session));
    clock.advance(20_000);
    platform.forget();
    const { id } = await create(declared, session);
    expect(id).toBe("1");
    expect(platform.calls).toEqual([LOOK, "put 1"]);
    expect(platform.instances.size).toBe(1);
  });

  test("goes on after a search that failed, and the message says so if it was the last one", async () => {
    const once = setUp();
    once.platform.fail("create", cause);
    once.platform.fail("findByTag", failure("unknown"), { calls: [2, 3, 13] });
    expect((await failureOf(create(inputs(), once.session))).message).toContain("turned up within 90 s. Run pulumi up");
    expect(once.platform.calls).toHaveLength(15);

    const always = setUp();
    always.platform.fail("create", cause);
    const refused = failure("refused", "GET /elements/actessentials/instances returned 403");
    always.platform.fail("findByTag", refused, { calls: [14] });
    const error = await failureOf(create(inputs(), always.session));
    expect(always.platform.calls).toHaveLength(15);
    expect(error.message).toContain(
      `turned up within 90 s. The last look failed: ${refused.message}. Run pulumi up again`,
    );
  });

  test("with several instances that turn up is an error that lists them, at once", async () => {
    const { platform, session, clock } = setUp();
    platform.fail("create", cause, { when: "after" });
    platform.add({ id: "70", tags: [OWNER_TAG], listedFrom: clock.now() + 500 });
    platform.lag = 500;
    const error = await failureOf(create(inputs(), session));
    expect(error).toHaveProperty("code", "duplicate-instances");
    expect(clock.sleeps).toEqual([1_000]);
  });

  test("without an owner tag is an error at once that names what to look for", async () => {
    const { platform, session, clock } = setUp();
    platform.fail("create", cause, { when: "after" });
    const error = await failureOf(create(inputs({ ownerTag: undefined, name: 'the "crm"' }), session));
    expect(error).toHaveProperty("code", "outcome-unknown");
    expect(error.message).toBe(
      `It is not known whether an instance was created: ${cause.message}. Owner tags are switched off, so look on the ` +
        'platform for an instance called "the \\"crm\\"" that was created just now; delete it, or name its id in adoptId, ' +
        "before you run pulumi up again",
    );
    expect(platform.calls).toEqual(["create"]);
    expect(clock.sleeps).toEqual([]);
  });

  test.each([
    ["an error of our own", new TypeError("a bug of ours")],
    ["something that is no error", "a bug of ours"],
  ])("also follows from %s after the request was sent", async (_, thrown) => {
    const { platform, session, log } = setUp();
    platform.fail("create", thrown, { when: "after" });
    const { id } = await create(inputs(), session);
    expect(id).toBe("1");
    expect(log[0]).toMatch(/^a bug of ours; it is not known whether an instance was created/);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "put 1"]);
  });
});

test.each<Outcome>(["platformError", "unknown"])(
  "an instance that a POST with the outcome %s made all the same is held",
  async (outcome) => {
    const { platform, session } = setUp();
    platform.fail("create", failure(outcome), { when: "after" });
    await create(inputs(), session).catch(() => undefined);
    expect(session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })))).toBe(OWNER_TAG);
  },
);
