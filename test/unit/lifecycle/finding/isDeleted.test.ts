import { isDeleted } from "../../../../provider/src/lifecycle/finding/isDeleted";
import type { Outcome } from "../../../../provider/src/platform/errors";
import { failure } from "../../../support/memoryPlatform";
import { stage } from "../stage";

test("an instance that a GET finds is not deleted", async () => {
  const { platform, session } = stage();
  platform.add();
  expect(await isDeleted("1", session)).toBe(false);
  expect(platform.calls).toEqual(["get 1"]);
});

test("one that a GET does not find is", async () => {
  expect(await isDeleted("1", stage().session)).toBe(true);
});

test.each<Outcome>(["nothingDone", "refused", "platformError", "unknown"])(
  "where the GET fails (%s), it counts as there",
  async (outcome) => {
    const { platform, session } = stage();
    platform.fail("get", failure(outcome));
    expect(await isDeleted("1", session)).toBe(false);
  },
);

test("one that this process deleted is, whatever a GET would show", async () => {
  const { platform, session } = stage();
  platform.add();
  session.held.noteDeleted("1");
  expect(await isDeleted("1", session)).toBe(true);
  expect(platform.calls).toEqual([]);
});
