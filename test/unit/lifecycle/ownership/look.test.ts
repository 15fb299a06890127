import { isDeleted, look } from "../../../../provider/src/lifecycle/ownership/look";
import { WINDOW, waits } from "../../../../provider/src/lifecycle/ownership/waiting";
import type { Outcome } from "../../../../provider/src/platform/errors";
import { failureOf } from "../../../support/canary";
import { failure } from "../../../support/memoryPlatform";
import { LOOK, OTHER_OWNER_TAG, OWNER_TAG, setUp } from "../setUp";

test("finds nothing where no instance carries the owner tag", async () => {
  const { platform, session } = setUp(7_000);
  platform.add({ tags: [OTHER_OWNER_TAG] });
  expect(await look(OWNER_TAG, session)).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(platform.limits).toEqual([7_000]);
});

test("finds the one instance that carries it", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.add({ tags: ["sales", OWNER_TAG] });
  expect((await look(OWNER_TAG, session))?.id).toBe("2");
});

test("refuses several that exist, with their ids and dates", async () => {
  const { platform, session } = setUp();
  platform.add({ id: "5", tags: [OWNER_TAG], createdDate: "2026-01-01T00:00:00Z" });
  platform.add({ id: "6", tags: [OWNER_TAG], createdDate: "2026-01-02T00:00:00Z" });
  const error = await failureOf(look(OWNER_TAG, session));
  expect(error).toHaveProperty("code", "duplicate-instances");
  expect(error.message).toMatch(/5 \(created 2026-01-01T00:00:00Z\), 6 \(created 2026-01-02T00:00:00Z\)/);
});

test("believes a list that shows one instance", async () => {
  const { platform, session } = setUp();
  platform.add({ tags: [OWNER_TAG] });
  await look(OWNER_TAG, session);
  expect(platform.calls).toEqual([LOOK]);
});

test("confirms each of several, since lists still show deleted ones, and finds the one that exists", async () => {
  const { platform, session } = setUp();
  platform.lateRemoval = 60_000;
  for (const id of ["1", "2", "3"]) platform.add({ id, tags: [OWNER_TAG] });
  for (const id of ["1", "3"]) platform.remove(id);
  expect((await look(OWNER_TAG, session))?.id).toBe("2");
  expect(platform.calls).toEqual([LOOK, "get 2", "get 1", "get 3"]);
});

test("leaves out those of several that no longer carry it, since lists lag", async () => {
  const { platform, session } = setUp();
  for (const id of ["1", "2"]) platform.add({ id, tags: [OWNER_TAG] });
  platform.respond = (instance, verb) =>
    verb === "get" && instance.id === "1" ? { ...instance, tags: [OTHER_OWNER_TAG] } : instance;
  expect((await look(OWNER_TAG, session))?.id).toBe("2");
});

test("finds nothing where all of several are deleted", async () => {
  const { platform, session } = setUp();
  platform.lateRemoval = 60_000;
  for (const id of ["1", "2"]) platform.add({ id, tags: [OWNER_TAG] });
  for (const id of ["1", "2"]) platform.remove(id);
  expect(await look(OWNER_TAG, session)).toBeUndefined();
});

test("does not take an instance that cannot be read for one that does not exist", async () => {
  const { platform, session } = setUp();
  for (const id of ["1", "2"]) platform.add({ id, tags: [OWNER_TAG] });
  const error = failure("refused", "GET /instances/2 returned 403");
  platform.fail("get", error, { calls: [2] });
  expect(await failureOf(look(OWNER_TAG, session))).toBe(error);
});

test("the waits double from 1 second to 10 seconds, and go on", () => {
  const given = waits();
  const seconds = Array.from({ length: 8 }, () => given.next().value / 1_000);
  expect(seconds).toEqual([1, 2, 4, 8, 10, 10, 10, 10]);
});

test("the window is 90 seconds: longer than the longest POST and the lag of lists", () => {
  expect(WINDOW).toBe(90_000);
});

test("an instance that a GET finds is not deleted", async () => {
  const { platform, session } = setUp();
  platform.add();
  expect(await isDeleted("1", session)).toBe(false);
  expect(platform.calls).toEqual(["get 1"]);
});

test("an instance that a GET does not find is deleted", async () => {
  expect(await isDeleted("1", setUp().session)).toBe(true);
});

test.each<Outcome>(["nothingDone", "refused", "platformError", "unknown"])(
  "where the GET fails (%s), the instance counts as existing",
  async (outcome) => {
    const { platform, session } = setUp();
    platform.fail("get", failure(outcome));
    expect(await isDeleted("1", session)).toBe(false);
  },
);

test("an instance that this process deleted is deleted, whatever a GET would show", async () => {
  const { platform, session } = setUp();
  platform.add();
  session.held.noteDeleted("1");
  expect(await isDeleted("1", session)).toBe(true);
  expect(platform.calls).toEqual([]);
});
