import { despiteLag, isYoung } from "../../../../provider/src/lifecycle/ownership/waiting";
import { failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import { type Setup, setUp } from "../setUp";

/** One second before the clock of the tests begins. */
const JUST_NOW = { createdDate: "2026-01-02T03:04:04Z" };

/** Asks for an instance that is not found so many times. */
function asking({ session }: Setup, misses: number, instance: { createdDate?: string } = JUST_NOW) {
  const asked: boolean[] = [];
  const result = despiteLag(instance, session, async (again) => {
    asked.push(again);
    if (asked.length <= misses) throw notFound("7");
    return "found";
  });
  return { asked, result };
}

test("a young instance that is not found is asked for again, until it is found", async () => {
  const setup = setUp();
  const { asked, result } = asking(setup, 3);
  expect(await result).toBe("found");
  expect(asked).toEqual([false, true, true, true]);
  expect(setup.clock.sleeps).toEqual([1_000, 2_000, 4_000]);
  expect(setup.log).toEqual([
    "GET /instances/7 found no instance, although it was created just now; reads may lag, so asking again for up to 15 s",
  ]);
});

test("after 15 seconds, a young instance that is not found counts as not found", async () => {
  const setup = setUp();
  const { asked, result } = asking(setup, 100);
  expect((await failureOf(result)).message).toBe("GET /instances/7 returned 404");
  expect(setup.clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(asked).toHaveLength(5);
});

test("the 15 seconds include the time that the requests take", async () => {
  const setup = setUp();
  const result = despiteLag(JUST_NOW, setup.session, async () => {
    setup.clock.advance(2_000);
    throw notFound("7");
  });
  await failureOf(result);
  expect(setup.clock.sleeps).toEqual([1_000, 2_000, 4_000, 2_000]);
});

test("no wait lasts longer than the operation", async () => {
  const setup = setUp(2_500);
  const result = despiteLag(JUST_NOW, setup.session, async () => {
    if (setup.session.deadline.remaining() === 0) throw failure("nothingDone", "was not sent");
    throw notFound("7");
  });
  expect((await failureOf(result)).message).toBe("was not sent");
  expect(setup.clock.sleeps).toEqual([1_000, 1_500]);
});

test.each<[string, { createdDate?: string }]>([
  ["two minutes old", { createdDate: "2026-01-02T03:02:05Z" }],
  ["of an unknown age", {}],
  ["of a date that nobody can read", { createdDate: "yesterday" }],
])("an instance %s that is not found is not asked for again", async (_, instance) => {
  const setup = setUp();
  const { asked, result } = asking(setup, 1, instance);
  expect((await failureOf(result)).message).toBe("GET /instances/7 returned 404");
  expect(asked).toEqual([false]);
  expect(setup.clock.sleeps).toEqual([]);
  expect(setup.log).toEqual([]);
});

test("any other failure is the result at once", async () => {
  const { session, clock } = setUp();
  const error = failure("unknown");
  expect(await failureOf(despiteLag(JUST_NOW, session, () => Promise.reject(error)))).toBe(error);
  expect(clock.sleeps).toEqual([]);
});

test("the signal ends the wait", async () => {
  const { session, clock, platform } = setUp();
  platform.add({ id: "7" });
  platform.fail("get", notFound("7"));
  await despiteLag(JUST_NOW, { ...session, signal: AbortSignal.abort() }, () => platform.get("7"));
  expect(clock.sleeps).toEqual([]);
});

test.each([
  ["2026-01-02T03:02:05.001Z", true],
  ["2026-01-02T03:02:05Z", false],
  ["2026-01-02T05:04:05+02:00", true],
  ["2027-01-01T00:00:00Z", true],
])("at 03:04:05, an instance created at %s is young: %s", (createdDate, young) => {
  expect(isYoung({ createdDate }, setUp().clock)).toBe(young);
});
