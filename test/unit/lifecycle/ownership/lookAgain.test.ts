import type { InstanceInputs } from "../../../../provider/src/lifecycle/model/properties";
import type { Session } from "../../../../provider/src/lifecycle/model/session";
import { platformTags } from "../../../../provider/src/lifecycle/model/tags";
import { lookAgain } from "../../../../provider/src/lifecycle/ownership/lookAgain";
import { canary, failureOf } from "../../../support/canary";
import { failure, type Stored } from "../../../support/memoryPlatform";
import { inputs, LOOK, OWNER_TAG, partialOf, type Setup, setUp, stateFor, vendorKeys } from "../setUp";

const cause = new Error("the response got lost");

const again = (session: Session, declared = inputs()) => lookAgain(OWNER_TAG, cause, declared, session);

/** The warning about instance 1. */
const adopted = (date: string) =>
  `warning: adopted instance 1 (created ${date}), which carries the owner tag of this declaration, ${OWNER_TAG}. If an ` +
  "earlier run made it, one of this run may still appear: npx pulumi-act365 orphans then names both, and so does pulumi " +
  "refresh where it reads a list";

/** What a POST of the declaration makes; its response is lost. */
async function post({ platform }: Pick<Setup, "platform">, declared: InstanceInputs): Promise<void> {
  await platform.create({
    name: declared.name,
    tags: platformTags(declared.tags, OWNER_TAG),
    configuration: vendorKeys(declared),
  });
  platform.forget();
}

test("looks at once and returns what it finds, with a line before and a line after", async () => {
  const setup = setUp();
  const { platform, session, clock, log } = setup;
  const declared = inputs();
  await post(setup, declared);
  const created = await again(session, declared);
  expect(created).toStrictEqual({ id: "1", state: stateFor(declared, platform.stored("1")) });
  expect(platform.calls).toEqual([LOOK, "put 1"]);
  expect(clock.sleeps).toEqual([]);
  expect(log).toEqual([
    "the response got lost; it is not known whether an instance was created, so looking for it, for up to 90 s",
    adopted("2026-01-02T03:04:05.000Z"),
  ]);
});

test("waits 1, 2, 4, 8, then 10 seconds each, looks for the last time after 90 seconds, and gives up", async () => {
  const { platform, session, clock } = setUp(1_000_000);
  const error = await failureOf(again(session));
  expect(clock.sleeps).toEqual([1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10, 5].map((seconds) => seconds * 1_000));
  expect(platform.calls).toEqual(Array(13).fill(LOOK));
  expect(platform.times.at(-1)).toBe(90_000);
  // The last one has 5 seconds.
  expect(platform.limits).toEqual(Array(13).fill(95_000));
  expect(error).toHaveProperty("code", "outcome-unknown");
});

test.each([
  [1, [0, 0.5], "1 s"],
  [1_000, [0, 500], "1 s"],
  [3_000, [0, 1_000, 1_500], "2 s"],
  [10_000, [0, 1_000, 3_000, 5_000], "5 s"],
  [10_001, [0, 1_000, 3_000, 5_001], "6 s"],
  [45_600, [0, 1_000, 3_000, 7_000, 15_000, 25_000, 35_000, 40_600], "41 s"],
])("with %d ms until the operation's end, keeps up to 5 s of them for the last search", async (left, times, named) => {
  const { platform, session, log } = setUp(left);
  const error = await failureOf(again(session));
  expect(platform.times).toEqual(times);
  expect(error.message).toContain(`turned up within ${named}. Run`);
  expect(log[0]).toContain(`for up to ${named}`);
});

test("says so where no time is left, and what to do", async () => {
  const { platform, session, log } = setUp(0);
  const error = await failureOf(again(session));
  expect(error).toHaveProperty("code", "outcome-unknown");
  expect(error.message).toBe(
    "It is not known whether an instance was created: the response got lost. No time was left to look for its owner tag " +
      `${OWNER_TAG}. Run pulumi up again: it looks first; or allow more time with customTimeouts`,
  );
  expect(platform.calls).toEqual([]);
  expect(log).toEqual([]);
});

test("counts the time that the searches themselves take", async () => {
  const { platform, session } = setUp();
  platform.takes("findByTag", 30_000);
  await failureOf(again(session));
  expect(platform.times).toEqual([0, 31_000, 63_000]);
});

test("says what went wrong, the tag, and what to do", async () => {
  const { session } = setUp();
  const { message } = await failureOf(again(session));
  expect(message).toBe(
    `It is not known whether an instance was created: the response got lost. No instance with its owner tag ${OWNER_TAG} ` +
      "turned up within 90 s. Run pulumi up again: it looks first, and adopts the instance if it has turned up by then",
  );
});

test("goes on after a failed search", async () => {
  const { platform, session, clock } = setUp();
  platform.fail("findByTag", failure("refused"), { calls: [1, 2] });
  platform.add({ tags: [OWNER_TAG] });
  expect((await again(session)).id).toBe("1");
  expect(clock.sleeps).toEqual([1_000, 2_000]);
});

test("mentions a failed search only if it was the last one", async () => {
  const messageWith = async (...calls: number[]) => {
    const { platform, session } = setUp();
    platform.fail("findByTag", failure("refused", "it returned 401"), { calls });
    return (await failureOf(again(session))).message;
  };
  expect(await messageWith(12, 13)).toContain("within 90 s. The last look failed: it returned 401. Run pulumi up");
  expect(await messageWith(1, 11, 12)).toContain("within 90 s. Run pulumi up");
});

test("fails at once where several turn up", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.add({ tags: [OWNER_TAG] });
  const error = await failureOf(again(session));
  expect(error).toHaveProperty("code", "duplicate-instances");
  expect(platform.calls).toEqual([LOOK, "get 1", "get 2"]);
  // Also these end with the looking.
  expect(platform.limits).toEqual([95_000, 95_000, 95_000]);
});

describe("what it finds may be another run's, so it is adopted with a PUT", () => {
  test.each<[string, (stored: Stored) => void]>([
    ["it was created before the POST", (stored) => Object.assign(stored, { createdDate: "2026-01-02T03:04:04Z" })],
    ["its name differs", (stored) => Object.assign(stored, { name: "other" })],
    ["its API key differs", (stored) => Object.assign(stored.configuration, { username: canary("otherApiKey") })],
    ["it is disabled", (stored) => Object.assign(stored, { disabled: true })],
    ["it looks exactly as declared", () => undefined],
  ])("%s", async (_, change) => {
    const setup = setUp();
    const { platform, session, log } = setup;
    const declared = inputs();
    await post(setup, declared);
    const stored = platform.stored("1");
    stored.configuration["password"] = canary("otherDeveloperKey");
    change(stored);
    const created = await again(session, declared);
    expect(platform.calls[1]).toBe("put 1");
    expect(stored.configuration["password"]).toBe(vendorKeys(declared).password);
    expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
    expect(log[1]).toBe(adopted(stored.createdDate));
  });

  test("where the list has no creation date, neither has the warning", async () => {
    const setup = setUp();
    const declared = inputs();
    await post(setup, declared);
    setup.platform.respond = (instance, verb) =>
      verb === "findByTag" ? { ...instance, createdDate: undefined } : instance;
    await again(setup.session, declared);
    expect(setup.log[1]).toBe(adopted("at an unknown time"));
  });

  test("and a PUT that fails keeps its id, but not the credentials that were not sent; the warning comes all the same", async () => {
    const { platform, session, log } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    platform.fail("put", failure("refused", "PUT /instances/1 returned 400"));
    const partial = await partialOf(again(session));
    expect(partial.id).toBe("1");
    expect(partial.state.credentials).toEqual({});
    expect(log[1]).toContain("one of this run may still appear");
    expect(log).toHaveLength(2);
  });
});

describe("an instance that is listed, but deleted,", () => {
  test("is not taken: it looks on until the instance of the POST turns up", async () => {
    const setup = setUp();
    const { platform, session, clock } = setup;
    const declared = inputs();
    platform.add({ tags: [OWNER_TAG] });
    platform.lateRemoval = 2_000;
    platform.remove("1");
    platform.lag = 3_000;
    await post(setup, declared);
    expect((await again(session, declared)).id).toBe("2");
    expect(platform.calls).toEqual([LOOK, "put 1", LOOK, "put 1", LOOK, "put 2"]);
    expect(clock.sleeps).toEqual([1_000, 2_000]);
  });

  test("leaves the outcome unknown, and the error names the listed instance", async () => {
    const { platform, session } = setUp();
    platform.add({ tags: [OWNER_TAG] });
    platform.lateRemoval = 100_000;
    platform.remove("1");
    const error = await failureOf(again(session));
    expect(error).toHaveProperty("code", "outcome-unknown");
    expect(error.message).toContain("within 90 s. Instance 1 is listed, but does not exist any more. Run pulumi up");
    expect(session.held.has("1")).toBe(false);
  });
});
