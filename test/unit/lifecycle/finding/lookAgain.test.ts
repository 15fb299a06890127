import { lookAgain } from "../../../../provider/src/lifecycle/finding/lookAgain";
import { DuplicateInstancesError, OutcomeUnknownError } from "../../../../provider/src/lifecycle/model/errors";
import { failureOf } from "../../../support/canary";
import { failure } from "../../../support/memoryPlatform";
import { LOOK, OWNER_TAG, stage } from "../stage";

const cause = new Error("the answer got lost");

test("looks at once; what it finds is the result, with a line before and a line after", async () => {
  const { platform, session, clock, log } = stage();
  const stored = platform.add({ tags: [OWNER_TAG] });
  expect((await lookAgain(OWNER_TAG, cause, session)).token).toBe(stored.token);
  expect(clock.sleeps).toEqual([]);
  expect(log).toEqual([
    "the answer got lost; it is not known whether an instance was created, so looking for it for up to 90 s",
    "found instance 1, which was created after all",
  ]);
});

test("waits 1, 2, 4, 8, then 10 seconds each, looks for the last time after 90 seconds, and gives up", async () => {
  const { platform, session, clock } = stage(1_000_000);
  const error = await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(clock.sleeps).toEqual([1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10, 5].map((seconds) => seconds * 1_000));
  expect(platform.calls).toEqual(Array(13).fill(LOOK));
  expect(platform.times.at(-1)).toBe(90_000);
  // The last one has 5 seconds.
  expect(platform.limits).toEqual(Array(13).fill(95_000));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
});

test.each([
  [1, [0, 0.5], "1 s"],
  [1_000, [0, 500], "1 s"],
  [3_000, [0, 1_000, 1_500], "2 s"],
  [10_000, [0, 1_000, 3_000, 5_000], "5 s"],
  [10_001, [0, 1_000, 3_000, 5_001], "6 s"],
  [45_600, [0, 1_000, 3_000, 7_000, 15_000, 25_000, 35_000, 40_600], "41 s"],
])("with %d ms until the operation's end, keeps up to 5 s of them for the last look", async (left, times, named) => {
  const { platform, session, log } = stage(left);
  const error = await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(platform.times).toEqual(times);
  expect(error.message).toContain(`turned up within ${named}. Run`);
  expect(log[0]).toContain(`for up to ${named}`);
});

test("where no time is left, says so, and what to do", async () => {
  const { platform, session, log } = stage(0);
  const error = await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error.message).toBe(
    "It is not known whether an instance was created: the answer got lost. No time was left to look for its owner tag " +
      `${OWNER_TAG}. Run pulumi up again: it looks first; or allow more time with customTimeouts`,
  );
  expect(platform.calls).toEqual([]);
  expect(log).toEqual([]);
});

test("counts the time that the looks themselves take", async () => {
  const { platform, session } = stage();
  platform.takes("findByTag", 30_000);
  await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(platform.times).toEqual([0, 31_000, 63_000]);
});

test("says what went wrong, the tag, and what to do", async () => {
  const { session } = stage();
  const { message } = await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(message).toBe(
    `It is not known whether an instance was created: the answer got lost. No instance with its owner tag ${OWNER_TAG} ` +
      "turned up within 90 s. Run pulumi up again: it looks first, and adopts the instance if it has turned up by then",
  );
});

test("goes on after a failed look", async () => {
  const { platform, session, clock } = stage();
  platform.fail("findByTag", failure("refused"), { calls: [1, 2] });
  platform.add({ tags: [OWNER_TAG] });
  expect((await lookAgain(OWNER_TAG, cause, session)).id).toBe("1");
  expect(clock.sleeps).toEqual([1_000, 2_000]);
});

test("tells of a failed look only if it was the last one", async () => {
  const messageWith = async (...calls: number[]) => {
    const { platform, session } = stage();
    platform.fail("findByTag", failure("refused", "it was answered 401"), { calls });
    return (await failureOf(lookAgain(OWNER_TAG, cause, session))).message;
  };
  expect(await messageWith(12, 13)).toContain("within 90 s. The last look failed: it was answered 401. Run pulumi up");
  expect(await messageWith(1, 11, 12)).toContain("within 90 s. Run pulumi up");
});

test("ends at once where several turn up", async () => {
  const { platform, session } = stage();
  platform.add({ tags: [OWNER_TAG] });
  platform.add({ tags: [OWNER_TAG] });
  const error = await failureOf(lookAgain(OWNER_TAG, cause, session));
  expect(error).toBeInstanceOf(DuplicateInstancesError);
  expect(platform.calls).toEqual([LOOK, "get 1", "get 2"]);
  // Also these end with the looking.
  expect(platform.limits).toEqual([95_000, 95_000, 95_000]);
});
