import { resolveDuplicates } from "../../../../provider/src/lifecycle/ownership/duplicates";
import { update } from "../../../../provider/src/lifecycle/update";
import { failureOf } from "../../../support/canary";
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
  vendorKeys,
} from "../setUp";

/** Instances that others made with the owner tag, in the order of the list, and then our own, which a POST just made. */
async function posted(own: string, ...others: string[]) {
  const setup = setUp();
  const { platform, session } = setup;
  for (const id of others) platform.add({ id, tags: [OWNER_TAG] });
  const declared = inputs();
  platform.add({ id: own, tags: ["sales", OWNER_TAG], configuration: vendorKeys(declared) });
  const made = await platform.get(own);
  platform.forget();
  return { ...setup, declared, made, resolve: () => resolveDuplicates(made, OWNER_TAG, declared, session) };
}

const ids = (instances: ReadonlyMap<string, unknown>) => [...instances.keys()];

test("an instance without duplicates needs one search, and no line", async () => {
  const { platform, log, resolve } = await posted("2");
  platform.add({ id: "1", tags: [OTHER_OWNER_TAG] });
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(log).toEqual([]);
});

test("a younger duplicate is not touched, and the warning names it", async () => {
  const { platform, log, resolve } = await posted("1", "2", "3");
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(log).toEqual([
    `warning: created instance 1, but its owner tag ${OWNER_TAG} is also carried by 2, 3. 1 is the one that Pulumi ` +
      "manages; delete the others on the platform unless another pulumi up is still running",
  ]);
});

test("an older duplicate wins: ours is deleted, and then the older one is adopted, with a line that names both", async () => {
  const { platform, session, log, declared, resolve } = await posted("2", "1");
  expect(await resolve()).toStrictEqual({ id: "1", state: stateFor(declared, platform.stored("1")) });
  expect(platform.calls).toEqual([LOOK, "get 1", "delete 2", "get 2", "put 1"]);
  expect(ids(platform.instances)).toEqual(["1"]);
  expect(log).toEqual([
    "warning: instance 1 carries the owner tag of this declaration too, and is older: deleted instance 2, which was just " +
      "created, and adopting 1 instead",
  ]);
  expect([session.held.has("1"), session.held.has("2")]).toEqual([true, false]);
});

test.each([
  ["9", "10"],
  ["9007199254740992", "9007199254740993"],
])("ids are compared as whole numbers: %s is older than %s", async (older, younger) => {
  const second = await posted(younger, older);
  expect((await second.resolve())?.id).toBe(older);
  const first = await posted(older, younger);
  expect(await first.resolve()).toBeUndefined();
});

test.each([[["1", "2"]], [["2", "1"]]])("the oldest of several duplicates wins, listed as %j", async (others) => {
  const { platform, resolve } = await posted("3", ...others);
  expect((await resolve())?.id).toBe("1");
  expect(platform.calls).toEqual([LOOK, "get 1", "delete 3", "get 3", "put 1"]);
});

test("where the oldest is adopted, all other duplicates are named", async () => {
  const { platform, log, resolve } = await posted("5", "1", "3", "7");
  expect((await resolve())?.id).toBe("1");
  expect(platform.calls).toEqual([LOOK, "get 1", "delete 5", "get 5", "put 1"]);
  expect(log).toEqual([
    "warning: instance 1 carries the owner tag of this declaration too, and is older: deleted instance 5, which was just " +
      "created, and adopting 1 instead. The tag is also carried by 3, 7: delete those on the platform unless another pulumi " +
      "up is still running",
  ]);
});

test("a duplicate that is older than the adopted one, but cannot be read, is named as well", async () => {
  const { platform, log, resolve } = await posted("5", "1", "3");
  platform.fail("get", failure("unknown", "no response"));
  expect((await resolve())?.id).toBe("3");
  expect(log[1]).toContain("adopting 3 instead. The tag is also carried by 1: delete");
});

describe("an older duplicate that was created just now, and is not found by its id,", () => {
  const young = { id: "1", tags: [OWNER_TAG], createdDate: "2026-01-02T03:04:00Z" };

  test("is asked for again, since reads may lag", async () => {
    const { platform, resolve } = await posted("3");
    platform.add(young);
    platform.fail("get", notFound("1"));
    expect((await resolve())?.id).toBe("1");
    expect(platform.calls).toEqual([LOOK, "get 1", "get 1", "delete 3", "get 3", "put 1"]);
  });

  test("does not replace ours after 15 seconds, and a warning names it", async () => {
    const { platform, log, clock, resolve } = await posted("3");
    platform.add(young);
    platform.fail("get", notFound("1"), { calls: "every" });
    expect(await resolve()).toBeUndefined();
    expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(ids(platform.instances)).toEqual(["3", "1"]);
    expect(log[1]).toBe(
      `warning: instance 1 is listed with the owner tag ${OWNER_TAG} of this declaration too, but was not found. If it ` +
        "exists after all, npx pulumi-act365 orphans names it",
    );
    expect(log).toHaveLength(2);
  });
});

test("where the deletion of ours is not confirmed, the warning says that it may still exist", async () => {
  const { platform, session, log, resolve } = await posted("5", "1", "3");
  platform.fail("delete", notFound("5"), { calls: "every" });
  expect((await resolve())?.id).toBe("1");
  expect(ids(platform.instances)).toEqual(["1", "3", "5"]);
  expect(log).toEqual([
    "warning: instance 1 carries the owner tag of this declaration too, and is older: adopting it instead of instance 5, " +
      "which was just created. 5 was to be deleted, but the platform does not confirm that, so it may still exist: delete it " +
      "on the platform if it does. The tag is also carried by 3: delete those on the platform unless another pulumi up is " +
      "still running",
  ]);
  expect(session.held.wasDeleted("5")).toBe(false);
});

test("a duplicate that somebody else deletes meanwhile is an error that names all that may be left", async () => {
  const { platform, resolve } = await posted("5", "1", "3");
  platform.fail("put", notFound("1"));
  expect((await failureOf(resolve())).message).toContain("These may still exist: 3. Run pulumi up again");

  const lagging = await posted("5", "1", "3");
  lagging.platform.fail("put", notFound("1"));
  lagging.platform.fail("delete", notFound("5"), { calls: "every" });
  expect((await failureOf(lagging.resolve())).message).toContain("These may still exist: 5, 3. Run pulumi up again");
});

test("the warning names younger ones by age", async () => {
  const { log, resolve } = await posted("1", "10", "9");
  await resolve();
  expect(log[0]).toContain("is also carried by 9, 10. 1 is the one");
});

test("two creates that see each other leave one instance", async () => {
  const { platform, session, declared, made, resolve } = await posted("2", "1");
  const other = await platform.get("1");
  expect(await resolveDuplicates(other, OWNER_TAG, inputs(), session)).toBeUndefined();
  expect((await resolve())?.id).toBe("1");
  expect(ids(platform.instances)).toEqual(["1"]);
  expect(made.id).toBe("2");
  expect(platform.stored("1").configuration["password"]).toBe(vendorKeys(declared).password);
});

test("an older duplicate that is listed but deleted does not win", async () => {
  const { platform, session, log, resolve } = await posted("3", "1");
  platform.lateRemoval = 60_000;
  platform.remove("1");
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK, "get 1"]);
  expect(ids(platform.instances)).toEqual(["3"]);
  expect(log).toEqual([]);
  expect(session.held.has("1")).toBe(false);
});

test("an older duplicate that this process deleted does not win, even where a read still shows it", async () => {
  const { platform, session, log, resolve } = await posted("3", "1");
  session.held.noteDeleted("1");
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(ids(platform.instances)).toEqual(["1", "3"]);
  expect(log).toEqual([]);
});

test("an older instance that no longer carries the owner tag does not win", async () => {
  const { platform, session, log, resolve } = await posted("3", "1");
  platform.respond = (instance, verb) => (verb === "get" ? { ...instance, tags: [OTHER_OWNER_TAG] } : instance);
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK, "get 1"]);
  expect(ids(platform.instances)).toEqual(["1", "3"]);
  expect(log).toEqual([]);
  expect(session.held.has("1")).toBe(false);
});

test("an older duplicate whose response has no tags wins, as the list says", async () => {
  const { platform, resolve } = await posted("3", "1");
  platform.respond = (instance, verb) => (verb === "get" ? { ...instance, tags: undefined } : instance);
  expect((await resolve())?.id).toBe("1");
});

test("an older duplicate that another declaration holds does not replace ours", async () => {
  const { platform, session, log, resolve } = await posted("3", "1");
  session.held.hold("1", declarationOf(inputs({ ownerTag: OTHER_OWNER_TAG })));
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(ids(platform.instances)).toEqual(["1", "3"]);
  expect(log).toEqual([expect.stringContaining("is also carried by 1")]);
});

test("where the oldest is listed but deleted, the next one wins", async () => {
  const { platform, resolve } = await posted("3", "1", "2");
  platform.lateRemoval = 60_000;
  platform.remove("1");
  expect((await resolve())?.id).toBe("2");
  expect(platform.calls).toEqual([LOOK, "get 1", "get 2", "delete 3", "get 3", "put 2"]);
});

test("ours is never deleted for a duplicate that cannot be read, with a warning", async () => {
  const { platform, log, resolve } = await posted("2", "1");
  platform.fail("get", failure("unknown", "GET /instances/1: no response"));
  expect(await resolve()).toBeUndefined();
  expect(ids(platform.instances)).toEqual(["1", "2"]);
  expect(log).toEqual([
    "warning: could not read instance 1, which carries the same owner tag: GET /instances/1: no response",
    expect.stringContaining("created instance 2, but its owner tag"),
  ]);
});

test("a search that fails is a warning: our own instance is there, and its id known", async () => {
  const { platform, log, resolve } = await posted("2", "1");
  platform.fail("findByTag", failure("refused", "it returned 403"));
  expect(await resolve()).toBeUndefined();
  expect(platform.calls).toEqual([LOOK]);
  expect(log).toEqual([
    "warning: created instance 2, but could not check whether another instance carries its owner tag: it returned 403",
  ]);
});

describe("where our own instance cannot be deleted", () => {
  test("the error names both, the state keeps ours, and the next update goes on with it", async () => {
    const { platform, session, log, declared, resolve } = await posted("2", "1");
    platform.fail("delete", failure("refused", "DELETE /instances/2 returned 403"));
    const partial = await partialOf(resolve());
    expect(platform.calls).toEqual([LOOK, "get 1", "delete 2"]);
    expect(partial.id).toBe("2");
    expect(partial.reasons).toEqual([
      "Instance 2 was created, but instance 1 carries the owner tag of this declaration too, and 2 could not be deleted: " +
        "DELETE /instances/2 returned 403. The state keeps 2; delete 1 on the platform, then run pulumi up again",
    ]);
    const state = stateFor(declared, platform.stored("2"));
    expect(partial.state).toStrictEqual(pending(state));
    expect(log).toEqual([]);
    expect([session.held.has("1"), session.held.has("2")]).toEqual([false, true]);

    platform.forget();
    expect(await update("2", partial.state, declared, session)).toStrictEqual(state);
    expect(platform.calls).toEqual(["put 2"]);
  });
});

test("a duplicate that somebody else deletes after ours was deleted is an error without an id, which says that none is left", async () => {
  const { platform, session, resolve } = await posted("2", "1");
  platform.fail("put", notFound("1"));
  const error = await failureOf(resolve());
  expect(error).toHaveProperty("code", "lost-to-another");
  expect(error.message).toBe(
    "Instance 1 carried the owner tag of this declaration, so instance 2, which was just created, was given up; but 1 was " +
      "then deleted by somebody else. No instance is left. Run pulumi up again",
  );
  expect([session.held.has("1"), session.held.has("2")]).toEqual([false, false]);
});

test("an adoption that fails halfway keeps the adopted instance's id", async () => {
  const { platform, resolve } = await posted("2", "1");
  platform.fail("put", failure("unknown", "no response"));
  const partial = await partialOf(resolve());
  expect(partial.id).toBe("1");
  expect(partial.reasons).toEqual(["Instance 1 was adopted, but is not as declared yet: no response"]);
});
