import { confirm } from "../../../../provider/src/lifecycle/ownership/confirm";
import { failureOf } from "../../../support/canary";
import { failure, notFound } from "../../../support/memoryPlatform";
import { OTHER_OWNER_TAG, OWNER_TAG, setUp } from "../setUp";

/** A platform whose list shows instance 1 with the owner tag. */
async function listed(createdDate = "2026-01-01T00:00:00Z") {
  const setup = setUp();
  setup.platform.add({ tags: [OWNER_TAG], createdDate });
  const [instance] = await setup.platform.findByTag(OWNER_TAG);
  if (instance === undefined) throw new Error("not listed");
  setup.platform.forget();
  return { ...setup, confirmed: () => confirm(instance, OWNER_TAG, setup.session) };
}

test("an instance that a GET shows with the owner tag is confirmed", async () => {
  const { platform, confirmed } = await listed();
  expect((await confirmed())?.id).toBe("1");
  expect(platform.calls).toEqual(["get 1"]);
});

test("an instance that no longer carries the owner tag is not confirmed; where the response has no tags, the list counts", async () => {
  const { platform, confirmed, log } = await listed();
  platform.respond = (instance) => ({ ...instance, tags: [OTHER_OWNER_TAG] });
  expect(await confirmed()).toBeUndefined();
  platform.respond = (instance) => ({ ...instance, tags: undefined });
  expect((await confirmed())?.id).toBe("1");
  expect(log).toEqual([]);
});

test("an instance that this process deleted is not asked for", async () => {
  const { platform, session, confirmed } = await listed();
  session.held.noteDeleted("1");
  expect(await confirmed()).toBeUndefined();
  expect(platform.calls).toEqual([]);
});

test("an instance that is not found does not exist", async () => {
  const { platform, clock, log, confirmed } = await listed();
  platform.fail("get", notFound("1"));
  expect(await confirmed()).toBeUndefined();
  expect([clock.sleeps, log]).toEqual([[], []]);
});

test("a young instance that is not found is asked for again, and after 15 seconds a warning names it", async () => {
  const { platform, log, confirmed } = await listed("2026-01-02T03:04:00Z");
  platform.fail("get", notFound("1"), { calls: [1, 3, 4, 5, 6, 7] });
  expect((await confirmed())?.id).toBe("1");
  expect(log).toHaveLength(1);
  expect(await confirmed()).toBeUndefined();
  expect(log.at(-1)).toBe(
    `warning: instance 1 is listed with the owner tag ${OWNER_TAG} of this declaration too, but was not found. If it exists ` +
      "after all, npx pulumi-act365 orphans names it",
  );
});

test("an instance that cannot be read is an error", async () => {
  const { platform, confirmed } = await listed();
  const error = failure("refused");
  platform.fail("get", error);
  expect(await failureOf(confirmed())).toBe(error);
});
