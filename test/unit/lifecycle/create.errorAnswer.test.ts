import { create } from "../../../provider/src/lifecycle/create";
import { DuplicateInstancesError, OutcomeUnknownError } from "../../../provider/src/lifecycle/model/errors";
import { update } from "../../../provider/src/lifecycle/update";
import { failureOf } from "../../support/canary";
import { failure } from "../../support/memoryPlatform";
import { inputs, LOOK, OWNER_TAG, partialOf, pending, stage, stateFor } from "./stage";

describe("an error answer of the platform itself", () => {
  const error = failure("platformError", "POST /instances was answered 401: the vendor refused the keys");

  test("is followed by one look after 3 seconds; if it finds nothing, the platform's error is the result", async () => {
    const { platform, session, clock } = stage();
    platform.fail("create", error);
    expect(await failureOf(create(inputs(), session))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(platform.times).toEqual([0, 0, 3_000]);
    expect(clock.sleeps).toEqual([3_000]);
  });

  test("with an instance left behind is a partial failure with its id, and the keys are sent again next time", async () => {
    const { platform, session } = stage();
    const declared = inputs();
    platform.fail("create", error, { when: "after" });
    const partial = await partialOf(create(declared, session));
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([`Instance 1 was created, but: ${error.message}`]);
    expect(partial.state).toStrictEqual(pending(stateFor(declared, platform.stored("1"))));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("leaves an instance enabled: the state must not say that it is disabled, as declared", async () => {
    const { platform, session } = stage();
    const declared = inputs({ enabled: false });
    platform.fail("create", error, { when: "after" });
    // As in an abridged list.
    platform.answer = (instance) => ({ ...instance, disabled: undefined });
    const partial = await partialOf(create(declared, session));
    expect(partial.state.enabled).toBe(true);

    platform.forget();
    await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
  });

  test("leaves it open whether there is an instance if the one look fails too", async () => {
    const { platform, session } = stage();
    platform.fail("create", error, { when: "after" });
    platform.fail("findByTag", failure("refused", "GET instances was answered 401"), { calls: [2] });
    const unknown = await failureOf(create(inputs(), session));
    expect(unknown).toBeInstanceOf(OutcomeUnknownError);
    expect(unknown.message).toBe(
      `It is not known whether an instance was created: ${error.message}. The look for its owner tag ${OWNER_TAG} failed ` +
        "too: GET instances was answered 401. Run pulumi up again: it looks first",
    );
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });

  test("is not what the user has to know first if there are several instances", async () => {
    const { platform, session, clock } = stage();
    platform.fail("create", error, { when: "after" });
    platform.add({ tags: [OWNER_TAG], listedFrom: clock.now() + 1 });
    expect(await failureOf(create(inputs(), session))).toBeInstanceOf(DuplicateInstancesError);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "get 1", "get 2"]);
  });

  test("without an owner tag is the result at once", async () => {
    const { platform, session, clock } = stage();
    platform.fail("create", error, { when: "after" });
    expect(await failureOf(create(inputs({ ownerTag: undefined }), session))).toBe(error);
    expect(platform.calls).toEqual(["create"]);
    expect(clock.sleeps).toEqual([]);
  });

  test("shortens the wait where the create time-out comes first, so that there is time to look", async () => {
    const { platform, session, clock } = stage(10_000);
    platform.fail("create", error);
    platform.takes("create", 8_000);
    await failureOf(create(inputs(), session));
    expect(clock.sleeps).toEqual([1_000]);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });
});
