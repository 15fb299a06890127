import fc from "fast-check";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteInstance } from "../../../provider/src/lifecycle/delete";
import type { Outcome } from "../../../provider/src/platform/errors";
import { failureOf } from "../../support/canary";
import { failure } from "../../support/memoryPlatform";
import {
  declarationOf,
  inputs,
  LOOK,
  MAYBE_ANOTHERS,
  OWNER_TAG,
  partialOf,
  setUp,
  stateFor,
  vendorKeys,
} from "./setUp";

describe("with no instance of its own", () => {
  test("create looks, posts once, and looks once more", async () => {
    const { platform, session, clock, log } = setUp();
    const declared = inputs();
    const { id, state } = await create(declared, session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK]);
    expect(platform.bodies).toEqual([
      {
        name: "crm",
        tags: ["sales", OWNER_TAG],
        configuration: vendorKeys(declared),
      },
    ]);
    expect(id).toBe("1");
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
    expect(clock.sleeps).toEqual([]);
    expect(log).toEqual([]);
  });

  test("an instance without tags carries the owner tag alone, and the state has an empty list", async () => {
    const { platform, session } = setUp();
    const { state } = await create(inputs({ tags: undefined }), session);
    expect(platform.bodies[0]?.tags).toEqual([OWNER_TAG]);
    expect(state.tags).toEqual([]);
  });

  test("an owner tag that is switched off leaves both searches out, and no owner tag is sent", async () => {
    const { platform, session } = setUp();
    const declared = inputs({ ownerTag: undefined });
    const { state } = await create(declared, session);
    expect(platform.calls).toEqual(["create"]);
    expect(platform.bodies[0]?.tags).toEqual(["sales"]);
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("the events and the other configuration keys are part of the POST", async () => {
    const { platform, session } = setUp();
    const declared = inputs({
      events: { callbackUrl: "https://receiver.example/e", pollIntervalMinutes: 5 },
      configuration: { "filter.response.nulls": false, "pagination.max": 50 },
    });
    const { state } = await create(declared, session);
    expect(platform.bodies[0]?.configuration).toEqual({
      ...vendorKeys(declared),
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://receiver.example/e",
      "event.poller.refresh_interval": "5",
      "filter.response.nulls": "false",
      "pagination.max": "50",
    });
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1")));
  });

  test("a first search that fails ends the create before anything is made", async () => {
    const { platform, session, clock } = setUp();
    const refused = failure("refused", "GET /elements/actessentials/instances returned 401");
    platform.fail("findByTag", refused);
    expect(await failureOf(create(inputs(), session))).toBe(refused);
    expect(platform.calls).toEqual([LOOK]);
    expect(clock.sleeps).toEqual([]);
  });
});

describe("with one instance that carries the owner tag", () => {
  test("create adopts it with one PUT and one warning, and posts nothing", async () => {
    const { platform, session, log } = setUp();
    const declared = inputs();
    const found = platform.add({ id: "70", tags: [OWNER_TAG], createdDate: "2026-01-01T10:00:00Z" });
    const { id, state } = await create(declared, session);
    expect(platform.calls).toEqual([LOOK, "put 70"]);
    expect(log).toEqual([
      "warning: adopted instance 70 (created 2026-01-01T10:00:00Z) instead of creating a second one: it carries the owner " +
        `tag of this declaration, ${OWNER_TAG}${MAYBE_ANOTHERS}`,
    ]);
    expect(id).toBe("70");
    expect(state).toStrictEqual(stateFor(declared, found));
    expect(found.configuration["password"]).toBe(vendorKeys(declared).password);
  });
});

test("with several instances that carry the owner tag, create refuses, and lists their ids and dates", async () => {
  const { platform, session } = setUp();
  platform.add({ id: "70", tags: [OWNER_TAG], createdDate: "2026-01-01T10:00:00Z" });
  platform.add({ id: "71", tags: [OWNER_TAG], createdDate: "2026-01-02T10:00:00Z" });
  const error = await failureOf(create(inputs(), session));
  expect(error).toHaveProperty("code", "duplicate-instances");
  expect(error.message).toContain("70 (created 2026-01-01T10:00:00Z), 71 (created 2026-01-02T10:00:00Z)");
  expect(platform.calls).toEqual([LOOK, "get 70", "get 71"]);
});

test("adoptId adopts the instance that it names, and posts nothing", async () => {
  const { platform, session } = setUp();
  const declared = inputs({ adoptId: "70" });
  const found = platform.add({ id: "70" });
  const { id, state } = await create(declared, session);
  expect(platform.calls).toEqual(["get 70", LOOK, "put 70"]);
  expect(id).toBe("70");
  expect(state).toStrictEqual(stateFor(declared, found));
});

test("an adoptId that names nothing is an error, and posts nothing", async () => {
  const { platform, session } = setUp();
  const error = await failureOf(create(inputs({ adoptId: "70" }), session));
  expect(error).toHaveProperty("code", "adoption-refused");
  expect(platform.calls).toEqual(["get 70"]);
});

describe("an instance of the declaration that turns up during the POST, since a killed run made it", () => {
  /** A platform on which one with this id turns up while the POST is under way. */
  function late(id: string) {
    const setup = setUp();
    setup.platform.add({ id, tags: [OWNER_TAG], listedFrom: setup.clock.now() + 1 });
    setup.platform.takes("create", 10);
    return setup;
  }

  test("wins where it is older: one instance is left, and a line names both", async () => {
    const { platform, session, log } = late("1");
    const declared = inputs({ enabled: false });
    const { id, state } = await create(declared, session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "get 1", "delete 2", "get 2", "put 1", "setEnabled 1 false"]);
    expect(id).toBe("1");
    expect(state).toStrictEqual(stateFor(declared, platform.stored("1"), { enabled: false }));
    expect([...platform.instances.keys()]).toEqual(["1"]);
    expect(log).toEqual([expect.stringMatching(/^warning: instance 1 .* deleted instance 2, .* adopting 1 instead$/)]);
  });

  test("loses where it is younger, and a warning names it", async () => {
    const { platform, session, log } = late("70");
    const { id } = await create(inputs({ enabled: false }), session);
    expect(platform.calls).toEqual([LOOK, "create", LOOK, "setEnabled 2 false"]);
    expect(id).toBe("2");
    expect(log).toEqual([expect.stringMatching(/^warning: created instance 2, .* carried by 70\. /)]);
  });

  test("is not looked for where owner tags are switched off", async () => {
    const { platform, session } = late("1");
    expect((await create(inputs({ ownerTag: undefined }), session)).id).toBe("2");
    expect(platform.calls).toEqual(["create"]);
  });
});

test("a replacement waits until lists no longer show its deleted predecessor, then posts", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.lateRemoval = 2_000;
  await platform.delete("1");
  platform.forget();
  const { id } = await create(inputs(), session);
  expect(platform.calls).toEqual([LOOK, "put 1", LOOK, "put 1", LOOK, "create", LOOK]);
  expect(id).toBe("2");
});

describe("the instance is held by the declaration, so that a leftover of another one cannot delete it", () => {
  test.each([
    ["made", inputs(), undefined],
    ["found by its owner tag", inputs(), [OWNER_TAG]],
    ["adopted", inputs({ adoptId: "1" }), []],
  ])("once it is %s", async (_, declared, tags) => {
    const { platform, session } = setUp();
    if (tags !== undefined) platform.add({ tags });
    const { id, state } = await create(declared, session);
    platform.forget();
    await deleteInstance(id, state, session);
    expect(platform.calls).toEqual([]);
  });

  test("and another declaration cannot adopt it in the same run", async () => {
    const { platform, session } = setUp();
    const { id } = await create(inputs({ ownerTag: undefined }), session);
    platform.forget();
    const other = inputs({ name: "crm-eu", ownerTag: undefined, adoptId: id });
    const theirs = { ...session, declaration: declarationOf(other) };
    expect(await failureOf(create(other, theirs))).toHaveProperty("code", "instance-held");
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("which is also so where its creation failed halfway", async () => {
    const { platform, session } = setUp();
    platform.fail("setEnabled", failure("refused"));
    const partial = await partialOf(create(inputs({ enabled: false }), session));
    expect(session.held.has(partial.id)).toBe(true);
  });
});

test("whatever goes wrong and whenever it turns up, one create never posts twice, and the next leaves one instance", async () => {
  const outcome = fc.constantFrom<Outcome>("nothingDone", "refused", "platformError", "unknown");
  const scenario = fc.record({
    outcome,
    when: fc.constantFrom<"before" | "after">("before", "after"),
    lag: fc.integer({ min: 0, max: 120_000 }),
    slow: fc.integer({ min: 0, max: 100_000 }),
    timeout: fc.constantFrom(300_000, 20_000, 600_000),
    lost: fc.constantFrom<"setEnabled" | "ping" | undefined>("setEnabled", "ping", undefined),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ outcome, when, lag, slow, timeout, lost }) => {
      // What the platform did not do, it did not do.
      fc.pre(when === "before" || outcome === "platformError" || outcome === "unknown");
      const { platform, session, clock } = setUp(timeout);
      const declared = inputs({ enabled: false, verify: true });
      platform.fail("create", failure(outcome), { when });
      if (lost !== undefined) platform.fail(lost, failure("unknown"));
      platform.lag = lag;
      platform.takes("create", slow);
      await create(declared, session).catch(() => undefined);
      expect(platform.calls.filter((call) => call === "create")).toHaveLength(1);

      clock.advance(120_000);
      platform.forget();
      const again = await create(declared, session).catch(() => undefined);
      expect(platform.instances.size).toBe(1);
      if (again !== undefined) expect(again.id).toBe("1");
    }),
    { seed: 365, numRuns: 300 },
  );
});
