import { deleteOwn } from "../../../../provider/src/lifecycle/ownership/deleteOwn";
import { NotFoundError } from "../../../../provider/src/platform/errors";
import { failure, notFound } from "../../../support/memoryPlatform";
import { inputs, OWNER_TAG, partialOf, pending, setUp, stateFor, vendorKeys } from "../setUp";

/** Our own instance, 2, which a POST just made, and the call that deletes it. */
async function posted(timeout?: number) {
  const setup = setUp(timeout);
  const { platform, session } = setup;
  const declared = inputs();
  platform.add({ id: "2", tags: ["sales", OWNER_TAG], configuration: vendorKeys(declared) });
  const made = await platform.get("2");
  platform.forget();
  return { ...setup, declared, remove: () => deleteOwn(made, ["1", "3"], declared, session) };
}

test("a deletion is confirmed by a GET", async () => {
  const { platform, session, remove } = await posted();
  expect(await remove()).toBe(true);
  expect(platform.calls).toEqual(["delete 2", "get 2"]);
  expect(session.held.wasDeleted("2")).toBe(true);
});

test("a DELETE of an instance so young is repeated after a 404", async () => {
  const { platform, clock, remove } = await posted();
  platform.fail("delete", notFound("2"), { calls: [1, 2] });
  expect(await remove()).toBe(true);
  expect(platform.calls).toEqual(["delete 2", "delete 2", "delete 2", "get 2"]);
  expect(clock.sleeps).toEqual([1_000, 2_000]);
});

test("a 404 after a try whose response was lost needs only the GET", async () => {
  const { platform, remove } = await posted();
  const error = new NotFoundError("DELETE /instances/2 returned 404", { ...notFound("2"), outcome: "unknown" });
  platform.fail("delete", error, { when: "after" });
  expect(await remove()).toBe(true);
  expect(platform.calls).toEqual(["delete 2", "get 2"]);
});

test("while a GET still shows the deleted instance, the GET is repeated, and the DELETE is not", async () => {
  const { platform, clock, remove } = await posted();
  platform.fail("get", failure("unknown"), { calls: [1] });
  expect(await remove()).toBe(true);
  expect(platform.calls).toEqual(["delete 2", "get 2", "get 2"]);
  expect(clock.sleeps).toEqual([1_000]);
});

test("without a confirmation within 15 seconds, the instance may still exist", async () => {
  const { platform, session, clock, remove } = await posted();
  platform.fail("delete", notFound("2"), { calls: "every" });
  expect(await remove()).toBe(false);
  expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(platform.calls).toEqual(Array(5).fill("delete 2"));
  expect(session.held.wasDeleted("2")).toBe(false);
});

test("half of the remaining time is left for the adoption", async () => {
  const { platform, clock, remove } = await posted(8_000);
  platform.fail("get", failure("unknown"), { calls: "every" });
  expect(await remove()).toBe(false);
  expect(clock.sleeps).toEqual([1_000, 2_000, 1_000]);
});

test("a cancelled operation does not ask again", async () => {
  const { platform, session, declared } = await posted();
  const made = await platform.get("2");
  platform.forget();
  platform.fail("delete", notFound("2"), { calls: "every" });
  expect(await deleteOwn(made, ["1"], declared, { ...session, signal: AbortSignal.abort() })).toBe(false);
  expect(platform.calls).toEqual(["delete 2"]);
});

test("a refused deletion is a partial failure with our own instance, and names all others", async () => {
  const { platform, session, declared, remove } = await posted();
  platform.fail("delete", failure("refused", "DELETE /instances/2 returned 409"));
  const partial = await partialOf(remove());
  expect(partial.id).toBe("2");
  expect(partial.reasons).toEqual([
    "Instance 2 was created, but instance 1 carries the owner tag of this declaration too, and 2 could not be deleted: " +
      "DELETE /instances/2 returned 409. The state keeps 2; delete 1, 3 on the platform, then run pulumi up again",
  ]);
  expect(partial.state).toStrictEqual(pending(stateFor(declared, platform.stored("2"))));
  expect(session.held.has("2")).toBe(true);
});
