import { deleteInstance } from "../../../provider/src/lifecycle/delete";
import { WrongOrganizationError } from "../../../provider/src/lifecycle/model/errors";
import type { InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { failureOf } from "../../support/canary";
import { failure, ORGANIZATION } from "../../support/memoryPlatform";
import { stage } from "./stage";

const STATE: InstanceState = { credentials: {}, organizationId: ORGANIZATION };

test("an instance is deleted with one call, and no question after it", async () => {
  const { platform, session } = stage();
  platform.add();
  await deleteInstance("1", STATE, session);
  expect(platform.calls).toEqual(["delete 1"]);
  expect(platform.instances.size).toBe(0);
});

test("one that is gone already is fine, where the credentials belong to its organization", async () => {
  const { platform, session } = stage();
  await deleteInstance("1", STATE, session);
  expect(platform.calls).toEqual(["delete 1", "organizationId"]);
});

test("one that is not found with another organization's credentials stays in the state", async () => {
  const { platform, session } = stage();
  platform.organization = 7;
  expect(await failureOf(deleteInstance("1", STATE, session))).toBeInstanceOf(WrongOrganizationError);
});

test("one that is not found stays in the state where the platform refuses to tell the organization", async () => {
  const { platform, session } = stage();
  platform.fail("organizationId", failure("refused"));
  expect(await failureOf(deleteInstance("1", STATE, session))).toBeInstanceOf(WrongOrganizationError);
});

test.each(["nothingDone", "refused", "platformError", "open"] as const)(
  "a failure of the kind %s is an error as it is, and asks for no organization",
  async (outcome) => {
    const { platform, session } = stage();
    platform.add();
    const error = failure(outcome);
    platform.fail("delete", error);
    expect(await failureOf(deleteInstance("1", STATE, session))).toBe(error);
    expect(platform.calls).toEqual(["delete 1"]);
  },
);
