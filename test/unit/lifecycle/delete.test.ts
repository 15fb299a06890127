import { deleteInstance } from "../../../provider/src/lifecycle/delete";
import type { InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { failureOf } from "../../support/canary";
import { failure, notFound, ORGANIZATION } from "../../support/memoryPlatform";
import { inputs, OURS, setUp, stateFor } from "./setUp";

const STATE: InstanceState = { credentials: {}, organizationId: ORGANIZATION };

test("an instance is deleted with one call, and no question after it", async () => {
  const { platform, session } = setUp();
  platform.add();
  await deleteInstance("1", STATE, session);
  expect(platform.calls).toEqual(["delete 1"]);
  expect(platform.instances.size).toBe(0);
});

test("an instance that is already gone counts as deleted, where the credentials belong to its organization", async () => {
  const { platform, session } = setUp();
  await deleteInstance("1", STATE, session);
  expect(platform.calls).toEqual(["delete 1", "organizationId"]);
});

test("an instance that is not found with another organization's credentials stays in the state", async () => {
  const { platform, session } = setUp();
  platform.organization = 7;
  expect(await failureOf(deleteInstance("1", STATE, session))).toHaveProperty("code", "wrong-organization");
});

test("an instance that is not found stays in the state where the platform refuses to name the organization", async () => {
  const { platform, session } = setUp();
  platform.fail("organizationId", failure("refused"));
  expect(await failureOf(deleteInstance("1", STATE, session))).toHaveProperty("code", "wrong-organization");
});

test.each(["nothingDone", "refused", "platformError", "unknown"] as const)(
  "a failure of the kind %s is an error as it is, and asks for no organization",
  async (outcome) => {
    const { platform, session } = setUp();
    platform.add();
    const error = failure(outcome);
    platform.fail("delete", error);
    expect(await failureOf(deleteInstance("1", STATE, session))).toBe(error);
    expect(platform.calls).toEqual(["delete 1"]);
  },
);

test("an instance that is not found stays in the state where another user secret saw it last", async () => {
  const { session } = setUp();
  const error = await failureOf(deleteInstance("1", { ...STATE, seenBy: "another-user-of-1" }, session));
  expect(error).toHaveProperty("code", "other-user");
});

describe("an instance that another resource of this process holds", () => {
  test("is not deleted, with a warning, and stays held", async () => {
    const { platform, session, log } = setUp();
    platform.add();
    session.held.hold("1", OURS);
    await deleteInstance("1", STATE, session);
    expect(platform.calls).toEqual([]);
    expect(platform.instances.size).toBe(1);
    expect(log).toEqual([
      "warning: instance 1 was not deleted: another resource manages it now. Only the resource was removed from the state",
    ]);
    expect(session.held.has("1")).toBe(true);
  });

  test("does not keep others from being deleted", async () => {
    const { platform, session, log } = setUp();
    for (const id of ["1", "2"]) platform.add({ id });
    session.held.hold("1", OURS);
    await deleteInstance("2", STATE, session);
    expect(platform.calls).toEqual(["delete 2"]);
    expect(log).toEqual([]);
  });
});

test.each([
  ["is deleted", undefined],
  ["is already deleted", notFound("1")],
])("an instance that %s is no longer held, not even by a resource that asked meanwhile", async (_, error) => {
  const { platform, session } = setUp();
  platform.add();
  if (error !== undefined) platform.fail("delete", error);
  const deletion = deleteInstance("1", STATE, session);
  session.held.hold("1", OURS);
  await deletion;
  expect(session.held.has("1")).toBe(false);
});

test("an instance that could not be deleted is held by a resource that asked meanwhile", async () => {
  const { platform, session } = setUp();
  platform.add();
  platform.fail("delete", failure("refused"));
  const deletion = deleteInstance("1", STATE, session);
  session.held.hold("1", OURS);
  await failureOf(deletion);
  expect(session.held.has("1")).toBe(true);
});

describe("an instance that was created just now", () => {
  const young: InstanceState = { ...STATE, createdDate: "2026-01-02T03:04:00Z" };

  test("and is not found is deleted again, since reads may lag", async () => {
    const { platform, session } = setUp();
    platform.add();
    platform.fail("delete", notFound("1"), { calls: [1, 2] });
    await deleteInstance("1", young, session);
    expect(platform.calls).toEqual(["delete 1", "delete 1", "delete 1"]);
    expect(platform.instances.size).toBe(0);
  });

  test("counts as deleted when it was not found for 15 seconds", async () => {
    const { platform, session, clock } = setUp();
    await deleteInstance("1", young, session);
    expect(platform.calls).toEqual([...Array(5).fill("delete 1"), "organizationId"]);
    expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(session.held.wasDeleted("1")).toBe(true);
  });
});

test("an instance that the platform refused to let be adopted is not deleted", async () => {
  const { platform, session, log } = setUp();
  const stored = platform.add();
  await deleteInstance("1", stateFor(inputs(), stored, { adoptionPending: true }), session);
  expect(platform.calls).toEqual([]);
  expect(log).toEqual([
    "warning: instance 1 was not deleted: the platform refused its adoption. Only the resource was " +
      "removed from the state",
  ]);
});
