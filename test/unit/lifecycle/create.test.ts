import fc from "fast-check";
import { create } from "../../../provider/src/lifecycle/create";
import { AdoptionError, DuplicateInstancesError, OutcomeUnknownError } from "../../../provider/src/lifecycle/errors";
import { update } from "../../../provider/src/lifecycle/update";
import type { Outcome } from "../../../provider/src/platform/errors";
import { failureOf } from "../../support/canary";
import { failure, notFound } from "../../support/memoryPlatform";
import { inputs, OWNER_TAG, partialOf, stage, stateFor, without } from "./stage";

const LOOK = `findByTag ${OWNER_TAG}`;

describe("with no instance of its own", () => {
  test("create looks once and posts once", async () => {
    const { platform, context, clock, log } = stage();
    const declared = inputs();
    const { id, state } = await create(declared, context);
    expect(platform.calls).toEqual([LOOK, "create"]);
    expect(platform.bodies).toEqual([
      {
        name: "crm",
        tags: ["sales", OWNER_TAG],
        configuration: { username: declared.apiKey, password: declared.developerKey },
      },
    ]);
    expect(id).toBe("1");
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
    expect(clock.sleeps).toEqual([]);
    expect(log).toEqual([]);
  });

  test("an instance without tags carries the owner tag alone, and the state has no tags", async () => {
    const { platform, context } = stage();
    const { state } = await create(inputs({ tags: undefined }), context);
    expect(platform.bodies[0]?.tags).toEqual([OWNER_TAG]);
    expect(state).not.toHaveProperty("tags");
  });

  test("an owner tag that is switched off leaves the look out, and no owner tag is sent", async () => {
    const { platform, context } = stage();
    const declared = inputs({ ownerTag: undefined });
    const { state } = await create(declared, context);
    expect(platform.calls).toEqual(["create"]);
    expect(platform.bodies[0]?.tags).toEqual(["sales"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("the events and the other configuration keys are part of the POST", async () => {
    const { platform, context } = stage();
    const declared = inputs({
      events: { callbackUrl: "https://receiver.example/e", pollIntervalMinutes: 5 },
      configuration: { "filter.response.nulls": false, "pagination.max": 50 },
    });
    const { state } = await create(declared, context);
    expect(platform.bodies[0]?.configuration).toEqual({
      username: declared.apiKey,
      password: declared.developerKey,
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://receiver.example/e",
      "event.poller.refresh_interval": "5",
      "filter.response.nulls": "false",
      "pagination.max": "50",
    });
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("a first look that fails ends the create before anything is made", async () => {
    const { platform, context, clock } = stage();
    const refused = failure("refused", "GET /elements/actessentials/instances was answered 401");
    platform.fail("findByTag", refused);
    expect(await failureOf(create(inputs(), context))).toBe(refused);
    expect(platform.calls).toEqual([LOOK]);
    expect(clock.sleeps).toEqual([]);
  });
});

describe("with one instance that carries the owner tag", () => {
  test("create takes it over with one PUT and one warning, and posts nothing", async () => {
    const { platform, context, log } = stage();
    const declared = inputs();
    const found = platform.add({ id: "70", tags: [OWNER_TAG], createdDate: "2026-01-01T10:00:00Z" });
    const { id, state } = await create(declared, context);
    expect(platform.calls).toEqual([LOOK, "put 70"]);
    expect(log).toEqual([
      `warning: instance 70 (created 2026-01-01T10:00:00Z) carries the owner tag of this declaration, ${OWNER_TAG}: ` +
        "it is taken over, no second one is created",
    ]);
    expect(id).toBe("70");
    expect(state).toStrictEqual(stateFor(declared, found));
    expect(found.configuration["password"]).toBe(declared.developerKey);
  });
});

test("with several instances that carry the owner tag, create refuses, and lists their ids and dates", async () => {
  const { platform, context } = stage();
  platform.add({ id: "70", tags: [OWNER_TAG], createdDate: "2026-01-01T10:00:00Z" });
  platform.add({ id: "71", tags: [OWNER_TAG], createdDate: "2026-01-02T10:00:00Z" });
  const error = await failureOf(create(inputs(), context));
  expect(error).toBeInstanceOf(DuplicateInstancesError);
  expect(error.message).toContain("70 (created 2026-01-01T10:00:00Z), 71 (created 2026-01-02T10:00:00Z)");
  expect(platform.calls).toEqual([LOOK]);
});

test("adoptId takes over the instance that it names, and posts nothing", async () => {
  const { platform, context } = stage();
  const declared = inputs({ adoptId: "70" });
  const found = platform.add({ id: "70" });
  const { id, state } = await create(declared, context);
  expect(platform.calls).toEqual(["get 70", LOOK, "put 70"]);
  expect(id).toBe("70");
  expect(state).toStrictEqual(stateFor(declared, found));
});

test("an adoptId that names nothing is an error, and posts nothing", async () => {
  const { platform, context } = stage();
  const error = await failureOf(create(inputs({ adoptId: "70" }), context));
  expect(error).toBeInstanceOf(AdoptionError);
  expect(platform.calls).toEqual(["get 70"]);
});

describe.each<Outcome>(["nothingDone", "refused"])("a POST with the outcome %s", (outcome) => {
  test("fails with the platform's error, and nothing is looked for", async () => {
    const { platform, context, clock, log } = stage();
    const error = failure(outcome);
    platform.fail("create", error);
    expect(await failureOf(create(inputs(), context))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "create"]);
    expect(clock.sleeps).toEqual([]);
    expect(log).toEqual([]);
  });
});

describe("an error answer of the platform itself", () => {
  const error = failure("platformError", "POST /instances was answered 401: the vendor refused the keys");

  test("is followed by one look after 3 seconds; if it finds nothing, the platform's error is the result", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", error);
    expect(await failureOf(create(inputs(), context))).toBe(error);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(platform.times).toEqual([0, 0, 3_000]);
    expect(clock.sleeps).toEqual([3_000]);
  });

  test("with an instance left behind is a partial failure with its id, and the keys are sent again next time", async () => {
    const { platform, context } = stage();
    const declared = inputs();
    platform.fail("create", error, { when: "after" });
    const partial = await partialOf(create(declared, context));
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([`Instance 1 was created, but: ${error.message}`]);
    expect(partial.state).toStrictEqual(without(stateFor(declared, platform.stored("1")), "developerKey"));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, context);
    expect(platform.calls).toEqual(["put 1"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("leaves an instance enabled: the state must not say that it is disabled, as declared", async () => {
    const { platform, context } = stage();
    const declared = inputs({ enabled: false });
    platform.fail("create", error, { when: "after" });
    // As in an abridged list.
    platform.answer = (instance) => ({ ...instance, disabled: undefined });
    const partial = await partialOf(create(declared, context));
    expect(partial.state.enabled).toBe(true);

    platform.forget();
    await update(partial.id, partial.state, declared, context);
    expect(platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
  });

  test("leaves it open whether there is an instance if the one look fails too", async () => {
    const { platform, context } = stage();
    platform.fail("create", error, { when: "after" });
    platform.fail("findByTag", failure("refused", "GET instances was answered 401"), { calls: [2] });
    const unknown = await failureOf(create(inputs(), context));
    expect(unknown).toBeInstanceOf(OutcomeUnknownError);
    expect(unknown.message).toBe(
      `It is not known whether an instance was created: ${error.message}. The look for its owner tag ${OWNER_TAG} failed ` +
        "too: GET instances was answered 401. Run pulumi up again: it looks first",
    );
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });

  test("is not what the user has to know first if there are several instances", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", error, { when: "after" });
    platform.add({ tags: [OWNER_TAG], listedFrom: clock.now() + 1 });
    expect(await failureOf(create(inputs(), context))).toBeInstanceOf(DuplicateInstancesError);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });

  test("without an owner tag is the result at once", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", error, { when: "after" });
    expect(await failureOf(create(inputs({ ownerTag: undefined }), context))).toBe(error);
    expect(platform.calls).toEqual(["create"]);
    expect(clock.sleeps).toEqual([]);
  });

  test("shortens the wait where the create time-out comes first, so that there is time to look", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", error);
    platform.takes("create", 8_000);
    await failureOf(create(inputs({ customTimeouts: { create: "10s" } }), context));
    expect(clock.sleeps).toEqual([1_000]);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });
});

describe("an open outcome", () => {
  const cause = failure("open", "POST /instances: the connection broke");

  test.each([
    [0, []],
    [1_000, [1]],
    [1_001, [1, 2]],
    [7_000, [1, 2, 4]],
    [7_001, [1, 2, 4, 8]],
    [16_000, [1, 2, 4, 8, 10]],
    [80_000, [1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10]],
  ])("is settled by the instance that turns up after %d ms: it is the one, without a PUT", async (lag, seconds) => {
    const { platform, context, clock, log } = stage();
    const declared = inputs();
    platform.fail("create", cause, { when: "after" });
    platform.lag = lag;
    const { id, state } = await create(declared, context);
    expect(clock.sleeps).toEqual(seconds.map((second) => second * 1_000));
    expect(platform.calls).toEqual([LOOK, "create", ...Array(seconds.length + 1).fill(LOOK)]);
    expect(id).toBe("1");
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
    expect(log).toEqual([
      `${cause.message}; whether an instance was created is open, so it is looked for (up to 90 s)`,
      "instance 1 was created after all, and is the one",
    ]);
  });

  test("is looked for again for 90 seconds, and never posted twice", async () => {
    const { platform, context, log } = stage();
    platform.fail("create", cause);
    const error = await failureOf(create(inputs(), context));
    expect(platform.calls).toEqual([LOOK, "create", ...Array(12).fill(LOOK)]);
    expect(platform.times.slice(2).map((ms) => ms / 1_000)).toEqual([0, 1, 3, 7, 15, 25, 35, 45, 55, 65, 75, 85]);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toBe(
      `It is not known whether an instance was created: ${cause.message}. It was looked for by its owner tag ${OWNER_TAG} ` +
        "for 90 s and not found. Run pulumi up again: it looks first, and takes the instance over if it has turned up",
    );
    expect(log).toHaveLength(1);
  });

  test("is looked for until the create time-out where that comes first", async () => {
    const { platform, context } = stage();
    platform.fail("create", cause);
    platform.takes("create", 10_000);
    const error = await failureOf(create(inputs({ customTimeouts: { create: "30s" } }), context));
    expect(platform.times.slice(2).map((ms) => ms / 1_000)).toEqual([10, 11, 13, 17, 25]);
    expect(error.message).toContain("for 20 s and not found");
  });

  test("settled after a run that gave up is taken over by the next one: still one instance", async () => {
    const { platform, context, clock } = stage();
    const declared = inputs();
    platform.fail("create", cause, { when: "after" });
    platform.lag = 100_000;
    await failureOf(create(declared, context));
    clock.advance(20_000);
    platform.forget();
    const { id } = await create(declared, context);
    expect(id).toBe("1");
    expect(platform.calls).toEqual([LOOK, "put 1"]);
    expect(platform.instances.size).toBe(1);
  });

  test("goes on after a look that failed, and the message tells if the last one did", async () => {
    const once = stage();
    once.platform.fail("create", cause);
    once.platform.fail("findByTag", failure("open"), { calls: [2, 3, 12] });
    expect((await failureOf(create(inputs(), once.context))).message).toContain(
      "for 90 s and not found. Run pulumi up",
    );
    expect(once.platform.calls).toHaveLength(14);

    const always = stage();
    always.platform.fail("create", cause);
    const refused = failure("refused", "GET /elements/actessentials/instances was answered 403");
    always.platform.fail("findByTag", refused, { calls: [13] });
    const error = await failureOf(create(inputs(), always.context));
    expect(always.platform.calls).toHaveLength(14);
    expect(error.message).toContain(`and not found. The last look failed: ${refused.message}. Run pulumi up again`);
  });

  test("with several instances that turn up is an error that lists them, at once", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", cause, { when: "after" });
    platform.add({ id: "70", tags: [OWNER_TAG], listedFrom: clock.now() + 500 });
    platform.lag = 500;
    const error = await failureOf(create(inputs(), context));
    expect(error).toBeInstanceOf(DuplicateInstancesError);
    expect(clock.sleeps).toEqual([1_000]);
  });

  test("without an owner tag is an error at once that names what to look for", async () => {
    const { platform, context, clock } = stage();
    platform.fail("create", cause, { when: "after" });
    const error = await failureOf(create(inputs({ ownerTag: undefined, name: 'the "crm"' }), context));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
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
  ])("is also what %s after the sending means", async (_, thrown) => {
    const { platform, context, log } = stage();
    platform.fail("create", thrown, { when: "after" });
    const { id } = await create(inputs(), context);
    expect(id).toBe("1");
    expect(log[0]).toMatch(/^a bug of ours; whether an instance was created is open/);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
  });
});

describe("once there is an instance", () => {
  test("one that is declared disabled is disabled after its creation", async () => {
    const { platform, context } = stage();
    const declared = inputs({ enabled: false });
    const { state } = await create(declared, context);
    expect(platform.calls).toEqual([LOOK, "create", "setEnabled 1 false"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: false }));
  });

  test("one that is declared enabled needs no further call", async () => {
    const { platform, context } = stage();
    await create(inputs({ enabled: true }), context);
    expect(platform.calls).toEqual([LOOK, "create"]);
  });

  test("a failed disabling is a partial failure, and the next update disables it and nothing else", async () => {
    const { platform, context } = stage();
    const declared = inputs({ enabled: false });
    platform.fail("setEnabled", failure("refused", "DELETE /instances/1/enabled was answered 403"));
    const partial = await partialOf(create(declared, context));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 is as declared, but was not disabled: DELETE /instances/1/enabled was answered 403",
    ]);
    expect(partial.state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: true }));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, context);
    expect(platform.calls).toEqual(["setEnabled 1 false"]);
    expect(state.enabled).toBe(false);
  });

  test("one that cannot be disabled yet, since it is not found, is kept all the same", async () => {
    const { platform, context } = stage();
    const declared = inputs({ enabled: false });
    platform.fail("setEnabled", notFound("1"));
    const partial = await partialOf(create(declared, context));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([expect.stringMatching(/^Instance 1 was created, but: /)]);
    expect(partial.state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: true }));
  });

  test("verify pings it; a failed ping is a partial failure, and the next update pings again and nothing else", async () => {
    const { platform, context } = stage();
    const declared = inputs({ verify: true });
    platform.fail("ping", failure("platformError", "GET /hubs/crm/ping was answered 502"));
    const partial = await partialOf(create(declared, context));
    expect(platform.calls).toEqual([LOOK, "create", "ping"]);
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 is as declared, but is not verified: GET /hubs/crm/ping was answered 502",
    ]);
    expect(partial.state).toStrictEqual(stateFor(declared, platform.stored("1")));

    platform.forget();
    const state = await update(partial.id, partial.state, declared, context);
    expect(platform.calls).toEqual(["ping"]);
    expect(state).toStrictEqual(partial.state);
  });

  test("an answer without the token is followed by a GET", async () => {
    const { platform, context } = stage();
    const declared = inputs();
    platform.answer = (instance, verb) => (verb === "create" ? { ...instance, token: undefined } : instance);
    const { state } = await create(declared, context);
    expect(platform.calls).toEqual([LOOK, "create", "get 1"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("a token that cannot be read is a partial failure that keeps the id", async () => {
    const { platform, context } = stage();
    const declared = inputs({ enabled: false });
    platform.answer = (instance) => ({ ...instance, token: undefined, disabled: undefined });
    platform.fail("get", failure("refused", "GET /instances/1 was answered 403"));
    const partial = await partialOf(create(declared, context));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was created, but its token could not be read: GET /instances/1 was answered 403",
    ]);
    const expected = stateFor(declared, platform.stored("1"), { enabled: true });
    expect(partial.state).toStrictEqual(without(expected, "token"));
  });
});

test("everything belongs to one time limit: 5 minutes, or customTimeouts", async () => {
  const usual = stage();
  await create(inputs({ enabled: false, verify: true }), usual.context);
  expect(usual.platform.limits).toEqual([300_000, 300_000, 300_000]);

  const declared = stage();
  await create(inputs({ customTimeouts: { create: "10m", update: "1m" } }), declared.context);
  expect(declared.platform.limits).toEqual([600_000, 600_000]);
});

test("whatever goes wrong and whenever it turns up, one create never posts twice, and the next leaves one instance", async () => {
  const outcome = fc.constantFrom<Outcome>("nothingDone", "refused", "platformError", "open");
  const scenario = fc.record({
    outcome,
    when: fc.constantFrom<"before" | "after">("before", "after"),
    lag: fc.integer({ min: 0, max: 120_000 }),
    slow: fc.integer({ min: 0, max: 100_000 }),
    timeout: fc.constantFrom(undefined, { create: "20s" }, { create: "10m" }),
    lost: fc.constantFrom<"setEnabled" | "ping" | undefined>("setEnabled", "ping", undefined),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ outcome, when, lag, slow, timeout, lost }) => {
      // What the platform did not do, it did not do.
      fc.pre(when === "before" || outcome === "platformError" || outcome === "open");
      const { platform, context, clock } = stage();
      const declared = inputs({ customTimeouts: timeout, enabled: false, verify: true });
      platform.fail("create", failure(outcome), { when });
      if (lost !== undefined) platform.fail(lost, failure("open"));
      platform.lag = lag;
      platform.takes("create", slow);
      await create(declared, context).catch(() => undefined);
      expect(platform.calls.filter((call) => call === "create")).toHaveLength(1);

      clock.advance(120_000);
      platform.forget();
      const again = await create(declared, context).catch(() => undefined);
      expect(platform.instances.size).toBe(1);
      if (again !== undefined) expect(again.id).toBe("1");
    }),
    { seed: 365, numRuns: 300 },
  );
});
