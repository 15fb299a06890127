import { inspect } from "node:util";
import {
  baseUrlChanged,
  duplicateInstances,
  hasCode,
  instanceGone,
  instanceHeld,
  LifecycleError,
  lostToAnother,
  outcomeUnknown,
  PartialFailure,
  reason,
  stillListed,
} from "../../../../provider/src/lifecycle/model/errors";
import type { Instance } from "../../../../provider/src/platform/instance";
import { canary, observe, thrownBy } from "../../../support/canary";

test("a LifecycleError has its code and the message as given", () => {
  const error = new LifecycleError("settings", "what is wrong");
  expect(error.code).toBe("settings");
  expect(error.message).toBe("what is wrong");
  expect(error.name).toBe("LifecycleError");
});

test("an error has a code only if it is a LifecycleError of that code", () => {
  expect(hasCode(new LifecycleError("settings", "what is wrong"), "settings")).toBe(true);
  expect(hasCode(new LifecycleError("look-up-failed", "what is wrong"), "settings")).toBe(false);
  expect(hasCode(Object.assign(new Error("what is wrong"), { code: "settings" }), "settings")).toBe(false);
});

test("another base URL for a provider's instances is an error that speaks of all of them", () => {
  const configured = { baseUrl: "https://other.example", source: "a test" };
  expect(baseUrlChanged(undefined, "https://platform.example", configured).message).toBe(
    "The instances of this provider live on https://platform.example, but the configured base URL is " +
      "https://other.example (a test). The instances were not changed. Correct act365:baseUrl, ACT365_BASE_URL or " +
      "baseUrl of the explicit provider. To delete the instances there and create new ones at the configured base URL, " +
      "set act365:allowBaseUrlChange, or allowBaseUrlChange of the explicit provider, to true",
  );
});

test("an unknown outcome names the cause and what to do", () => {
  const error = outcomeUnknown(new Error("the response got lost"), "Look for it");
  expect(error.message).toBe("It is not known whether an instance was created: the response got lost. Look for it");
  expect(error.code).toBe("outcome-unknown");
});

test("an error about duplicates has their number, the tag, ids, dates and what to do", () => {
  const instances = [{ id: "5", createdDate: "2026-01-01T00:00:00Z" }, { id: "6" }] as Instance[];
  expect(duplicateInstances("pulumi:a/b/c:0123456789", instances).message).toBe(
    "2 instances carry the owner tag pulumi:a/b/c:0123456789 of this declaration: 5 (created 2026-01-01T00:00:00Z), " +
      "6 (created at an unknown time). Delete all but one of them on the platform, then run " +
      "pulumi up again",
  );
});

test("an error about an instance that is gone has the cause and what to do", () => {
  expect(instanceGone("5", new Error("it returned 404")).message).toBe(
    "Instance 5 no longer exists on the platform (it returned 404). Run pulumi refresh, which removes it from the state; the " +
      "next pulumi up creates a new one",
  );
});

test.each([
  [
    instanceHeld("5", "pulumi:a/b/c:0123456789"),
    "Instance 5 is already managed by another resource of this program (pulumi:a/b/c:0123456789), so it was not adopted. " +
      "Nothing was changed. Remove adoptId here, or remove the other resource from the program first",
  ],
  [
    stillListed("5", "pulumi:a/b/c:0123456789", "1 min 30 s"),
    "The platform still lists instance 5 with the owner tag pulumi:a/b/c:0123456789 of this declaration, 1 min 30 s after " +
      "it reported that the instance does not exist. Nothing was created. Run pulumi up again: it looks first",
  ],
  [
    lostToAnother("6", "5", []),
    "Instance 5 carried the owner tag of this declaration, so instance 6, which was just created, was given up; but 5 was " +
      "then deleted by somebody else. No instance is left. Run pulumi up again",
  ],
  [
    lostToAnother("6", "5", ["6", "7"]),
    "Instance 5 carried the owner tag of this declaration, so instance 6, which was just created, was given up; but 5 was " +
      "then deleted by somebody else. These may still exist: 6, 7. Run pulumi up again",
  ],
])("%s names the instances and what to do", (error, message) => {
  expect(error.message).toBe(message);
});

describe("a partial failure", () => {
  const partial = () => new PartialFailure("5", { credentials: {}, token: canary("token") }, ["one", "two"]);

  test("has the id, the state and the reasons, and its message is the reasons", () => {
    const error = partial();
    expect(error.id).toBe("5");
    expect(error.state.token).toMatch(/^cnry/);
    expect(error.reasons).toEqual(["one", "two"]);
    expect(error.message).toBe("one; two");
    expect(error.code).toBe("partial-failure");
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
