import { lookAndAdopt } from "../../../../provider/src/lifecycle/ownership/lookAndAdopt";
import { failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import {
  declarationOf,
  inputs,
  LOOK,
  MAYBE_ANOTHERS,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  partialOf,
  setUp,
  stateFor,
} from "../setUp";

const ADOPTED =
  "warning: adopted instance 1 (created 2026-01-01T10:00:00Z) instead of creating a second one: it carries the owner tag " +
  `of this declaration, ${OWNER_TAG}${MAYBE_ANOTHERS}`;

test("finds nothing with one search, and says nothing", async () => {
  const { platform, session, log } = setUp();
  platform.add({ tags: [OTHER_OWNER_TAG] });
  expect(await lookAndAdopt(OWNER_TAG, inputs(), session)).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(log).toEqual([]);
});

test("needs no search where a recent list shows that there is none", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  jest.spyOn(platform, "hasNoneTagged").mockResolvedValue(true);
  expect(await lookAndAdopt(OWNER_TAG, inputs(), session)).toBeUndefined();
  expect(platform.calls).toEqual([]);
});

test("adopts what carries the owner tag, with a warning", async () => {
  const { platform, session, log, clock } = setUp();
  const declared = inputs();
  const stored = platform.add({ tags: [OWNER_TAG], createdDate: "2026-01-01T10:00:00Z" });
  const created = await lookAndAdopt(OWNER_TAG, declared, session);
  expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
  expect(platform.calls).toEqual([LOOK, "put 1"]);
  expect(log).toEqual([ADOPTED]);
  expect(clock.sleeps).toEqual([]);
});

test("the warning says so where the creation date is not known", async () => {
  const { platform, session, log } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.respond = (instance) => ({ ...instance, createdDate: undefined });
  await lookAndAdopt(OWNER_TAG, inputs(), session);
  expect(log[0]).toContain("adopted instance 1 (created at an unknown time)");
});

/** An instance that is deleted, and that lists show for this long all the same. */
function corpse(listedFor: number, timeout?: number) {
  const setup = setUp(timeout);
  setup.platform.add({ tags: [OWNER_TAG] });
  setup.platform.lateRemoval = listedFor;
  setup.platform.remove("1");
  return setup;
}

const GONE = "instance 1 is listed, but does not exist any more; looking again";

describe("an instance that is listed, but deleted", () => {
  test.each([
    [1_000, [0, 1]],
    [1_001, [0, 1, 3]],
    [85_000, [0, 1, 3, 7, 15, 25, 35, 45, 55, 65, 75, 85]],
    [90_000, [0, 1, 3, 7, 15, 25, 35, 45, 55, 65, 75, 85, 90]],
  ])("for %d ms is not adopted: it looks again until the list no longer shows it", async (listedFor, seconds) => {
    const { platform, session, log } = corpse(listedFor);
    expect(await lookAndAdopt(OWNER_TAG, inputs(), session)).toBeUndefined();
    const looks = platform.times.filter((_, index) => platform.calls[index] === LOOK);
    expect(looks).toEqual(seconds.map((second) => second * 1_000));
    expect(platform.calls.filter((call) => call !== LOOK)).toEqual(Array(seconds.length - 1).fill("put 1"));
    expect(log).toEqual(Array(seconds.length - 1).fill(GONE));
    expect(session.held.has("1")).toBe(false);
  });

  test("for more than 90 seconds is an error without an id", async () => {
    const { platform, session } = corpse(90_001);
    const error = await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session));
    expect(error).toHaveProperty("code", "still-listed");
    expect(error.message).toBe(
      `The platform still lists instance 1 with the owner tag ${OWNER_TAG} of this declaration, 1 min 30 s after it ` +
        "reported that the instance does not exist. Nothing was created. Run pulumi up again: it looks first",
    );
    expect(platform.times.at(-1)).toBe(90_000);
  });

  test.each([
    [10_000, 5_000],
    [4_000, 2_000],
  ])(
    "is that error already before the end of the operation, after %d ms, where that comes first",
    async (timeout, end) => {
      const { platform, session } = corpse(90_000, timeout);
      const error = await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session));
      expect(error).toHaveProperty("code", "still-listed");
      expect(error.message).toContain(`of this declaration, ${end / 1_000} s after it`);
      expect(platform.times.at(-1)).toBe(end);
    },
  );

  test("does not hide another one that turns up meanwhile", async () => {
    const { platform, session, clock, log } = corpse(2_000);
    platform.add({ tags: [OWNER_TAG], listedFrom: clock.now() + 500 });
    expect((await lookAndAdopt(OWNER_TAG, inputs(), session))?.id).toBe("2");
    expect(platform.calls).toEqual([LOOK, "put 1", LOOK, "get 2", "get 1", "put 2"]);
    expect(log).toEqual([GONE, expect.stringContaining("warning: adopted instance 2 (created")]);
  });
});

test("a PUT that fails for another reason is a partial failure, and no adoption", async () => {
  const { platform, session, log } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  platform.fail("put", failure("refused"));
  expect((await partialOf(lookAndAdopt(OWNER_TAG, inputs(), session))).id).toBe("1");
  expect(platform.calls).toEqual([LOOK, "put 1", "get 1"]);
  expect(log).toEqual([]);
});

test("an instance that another resource of this program holds is refused at once", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })));
  expect(await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session))).toHaveProperty("code", "instance-held");
  expect(platform.calls).toEqual([LOOK]);
});

test("several instances are an error at once, and so is a search that fails", async () => {
  const { platform, session } = setUp();
  for (const id of ["1", "2"]) platform.add({ id, tags: [OWNER_TAG] });
  expect(await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session))).toHaveProperty("code", "duplicate-instances");
  const refused = failure("refused");
  platform.fail("findByTag", refused);
  expect(await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session))).toBe(refused);
});

test("a list that shows nothing is believed, though a 404 of the list itself is not", async () => {
  const { platform, session } = setUp();
  const error = notFound("1");
  platform.fail("findByTag", error);
  expect(await failureOf(lookAndAdopt(OWNER_TAG, inputs(), session))).toBe(error);
});
