import { deleteInstance } from "../../../provider/src/lifecycle/delete";
import { WrongOrganizationError } from "../../../provider/src/lifecycle/errors";
import type { InstanceState } from "../../../provider/src/lifecycle/types";
import { failureOf } from "../../support/canary";
import { failure, ORGANIZATION } from "../../support/memoryPlatform";
import { stage } from "./stage";

const STATE: InstanceState = { organizationId: ORGANIZATION };

test("an instance is deleted with one call, and no question after it", async () => {
  const { platform, context } = stage();
  platform.add();
  await deleteInstance("1", STATE, context);
  expect(platform.calls).toEqual(["delete 1"]);
  expect(platform.instances.size).toBe(0);
});

test("the time limit is 2 minutes, or that of the state's customTimeouts", async () => {
  const { platform, context } = stage();
  platform.add();
  platform.add();
  await deleteInstance("1", STATE, context);
  await deleteInstance("2", { ...STATE, customTimeouts: { delete: "30s", create: "1m" } }, context);
  expect(platform.limits).toEqual([120_000, 30_000]);
});

test("one that is gone already is fine, where the credentials belong to its organization", async () => {
  const { platform, context } = stage();
  await deleteInstance("1", STATE, context);
  expect(platform.calls).toEqual(["delete 1", "organizationId"]);
  expect(platform.limits).toEqual([120_000, 120_000]);
});

test("one that is not found with another organization's credentials stays in the state", async () => {
  const { platform, context } = stage();
  platform.organization = 7;
  expect(await failureOf(deleteInstance("1", STATE, context))).toBeInstanceOf(WrongOrganizationError);
});

test("one that is not found stays in the state where the platform refuses to tell the organization", async () => {
  const { platform, context } = stage();
  platform.fail("organizationId", failure("refused"));
  expect(await failureOf(deleteInstance("1", STATE, context))).toBeInstanceOf(WrongOrganizationError);
});

test.each(["nothingDone", "refused", "platformError", "open"] as const)(
  "a failure of the kind %s is an error as it is, and asks for no organization",
  async (outcome) => {
    const { platform, context } = stage();
    platform.add();
    const error = failure(outcome);
    platform.fail("delete", error);
    expect(await failureOf(deleteInstance("1", STATE, context))).toBe(error);
    expect(platform.calls).toEqual(["delete 1"]);
  },
);
