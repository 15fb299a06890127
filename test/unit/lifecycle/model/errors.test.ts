import { inspect } from "node:util";
import {
  AdoptionError,
  DuplicateInstancesError,
  InstanceGoneError,
  LifecycleError,
  OutcomeUnknownError,
  PartialFailure,
  reason,
  SettingsError,
  VerificationError,
  WrongOrganizationError,
} from "../../../../provider/src/lifecycle/model/errors";
import type { Instance } from "../../../../provider/src/platform/instance";
import { canary, observe, thrownBy } from "../../../support/canary";

test.each([SettingsError, AdoptionError, WrongOrganizationError, VerificationError])(
  "a %p is a LifecycleError with its own name and the message as given",
  (Kind) => {
    const error = new Kind("what is wrong");
    expect(error).toBeInstanceOf(LifecycleError);
    expect(error.message).toBe("what is wrong");
    expect(error.name).toBe(Kind.name);
  },
);

test("an unknown outcome tells the cause and what to do", () => {
  const error = new OutcomeUnknownError(new Error("the answer got lost"), "Look for it");
  expect(error.message).toBe("It is not known whether an instance was created: the answer got lost. Look for it");
  expect(error.name).toBe("OutcomeUnknownError");
});

test("duplicates are told with their number, the tag, ids, dates and what to do", () => {
  const instances = [{ id: "5", createdDate: "2026-01-01T00:00:00Z" }, { id: "6" }] as Instance[];
  expect(new DuplicateInstancesError("pulumi:a/b/c:0123456789", instances).message).toBe(
    "2 instances carry the owner tag pulumi:a/b/c:0123456789 of this declaration: 5 (created 2026-01-01T00:00:00Z), " +
      "6 (created at an unknown time). Nothing was created or changed. Delete all but one of them on the platform, then run " +
      "pulumi up again",
  );
});

test("an instance that is gone is told with the cause and what to do", () => {
  expect(new InstanceGoneError("5", new Error("it was answered 404")).message).toBe(
    "Instance 5 is gone from the platform (it was answered 404). Run pulumi refresh, which takes it out of the state; the " +
      "next pulumi up makes a new one",
  );
});

describe("a partial failure", () => {
  const partial = () => new PartialFailure("5", { token: canary("token") }, ["one", "two"]);

  test("has the id, the state and the reasons, and its message is the reasons", () => {
    const error = partial();
    expect(error.id).toBe("5");
    expect(error.state.token).toMatch(/^cnry/);
    expect(error.reasons).toEqual(["one", "two"]);
    expect(error.message).toBe("one; two");
  });

  test("does not show its state to whoever prints it", () => {
    const error = thrownBy(() => {
      throw partial();
    });
    expect(Object.keys(error)).not.toContain("state");
    observe("an inspected partial failure", inspect(error, { depth: 10 }));
    observe("a partial failure as JSON", JSON.stringify(error));
    expect(inspect(error)).toContain("one; two");
  });
});

test.each([
  [new Error("what went wrong"), "what went wrong"],
  ["a text", "a text"],
  [undefined, "undefined"],
  [42, "42"],
])("the reason of %p is %p", (thrown, text) => {
  expect(reason(thrown)).toBe(text);
});
