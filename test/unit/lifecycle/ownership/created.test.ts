import { create } from "../../../../provider/src/lifecycle/create";
import { update } from "../../../../provider/src/lifecycle/update";
import { failure, notFound } from "../../../support/memoryPlatform";
import {
  declarationOf,
  inputs,
  LOOK,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  pending,
  setUp,
  stateFor,
  without,
} from "../setUp";

describe("once there is an instance", () => {
  test("an instance that is declared disabled is disabled after its creation", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ enabled: false });
    const { state } = await create(declared, session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "setEnabled 1 false"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: false }));
  });

  test("an instance that is declared enabled needs no further call", async () => {
    const { platform, session } = setUp();
    await create(inputs({ enabled: true }), session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });

  test("a failed disabling is a partial failure, and the next update only disables it", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ enabled: false });
    platform.fail("setEnabled", failure("refused", "DELETE /instances/1/enabled returned 403"));
    const partial = await partialOf(create(declared, session));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 is as declared, but was not disabled: DELETE /instances/1/enabled returned 403",
    ]);
    expect(partial.state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: true }));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["setEnabled 1 false"]);
    expect(state.enabled).toBe(false);
  });

  test("an instance that is not found when it is to be disabled is kept; the state leaves enabled open, and the next update sets it", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ enabled: false });
    platform.fail("setEnabled", notFound("1"), { when: "after" });
    const partial = await partialOf(create(declared, session));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([expect.stringMatching(/^Instance 1 was created, but: /)]);
    expect(partial.state).toStrictEqual(without(stateFor(declared, platform.stored("1")), "enabled"));

    platform.forget();
    await update(partial.id, partial.state, { ...declared, enabled: true }, session);
    expect(platform.calls).toEqual(["setEnabled 1 true"]);
  });

  test("verify pings the instance; a failed ping is a partial failure, and the next update sends everything again and pings", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ verify: true });
    platform.fail("ping", failure("platformError", "GET /hubs/crm/ping returned 502"));
    const partial = await partialOf(create(declared, session));
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "ping"]);
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 is as declared, but is not verified: GET /hubs/crm/ping returned 502",
    ]);
    // By the mark there is a difference, also after a refresh, by which the engine forgets the failure.
    const complete = stateFor(declared, platform.stored("1"));
    expect(partial.state).toStrictEqual(pending(complete));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1", "ping"]);
    expect(state).toStrictEqual(complete);
  });

  test("a response without the token is followed by a GET", async () => {
    const { platform, session } = setUp();
    const declared = inputs();
    platform.respond = (instance, verb) => (verb === "create" ? { ...instance, token: undefined } : instance);
    const { state } = await create(declared, session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "get 1"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("a token that cannot be read is a partial failure that keeps the id", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ enabled: false });
    platform.respond = (instance) => ({ ...instance, token: undefined, disabled: undefined });
    platform.fail("get", failure("refused", "GET /instances/1 returned 403"));
    const partial = await partialOf(create(declared, session));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was created, but its token could not be read: GET /instances/1 returned 403",
    ]);
    const expected = stateFor(declared, platform.stored("1"), { enabled: true });
    expect(partial.state).toStrictEqual(without(expected, "token"));
  });

  test("an instance that could not be verified for want of its token is verified by the next update", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ verify: true });
    platform.respond = (instance) => ({ ...instance, token: undefined });
    platform.fail("get", failure("refused", "GET /instances/1 returned 403"));
    const partial = await partialOf(create(declared, session));
    const complete = stateFor(declared, platform.stored("1"));
    expect(partial.state).toStrictEqual(pending(without(complete, "token")));

    platform.forget();
    platform.respond = (instance) => instance;
    expect(await update(partial.id, partial.state, declared, session)).toStrictEqual(complete);
    expect(platform.calls).toEqual(["put 1", "ping"]);
  });
});

test("an instance whose token cannot be read is held all the same", async () => {
  const { platform, session } = setUp();
  platform.respond = (instance) => ({ ...instance, token: undefined });
  platform.fail("get", failure("refused"));
  await partialOf(create(inputs(), session));
  expect(session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })))).toBe(OWNER_TAG);
});
