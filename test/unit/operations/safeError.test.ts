import { inspect } from "node:util";
import { LifecycleError, PartialFailure } from "../../../provider/src/lifecycle/model/errors";
import { SafeError, safeError } from "../../../provider/src/operations/safeError";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { canary, observe } from "../../support/canary";
import { linkTo } from "../../support/errorPage";
import { failure } from "../../support/memoryPlatform";

/** What leaves the package of the error, handed to the scan in the forms in which it may be printed. */
function seen(error: unknown, redactor = new Redactor()) {
  const clean = safeError(error, redactor);
  observe("the safe error", `${clean}: ${clean.stack} ${inspect(clean, { depth: 10 })} ${JSON.stringify(clean)}`);
  expect(clean).toBeInstanceOf(SafeError);
  return clean;
}

describe("a safe error", () => {
  test.each([
    ["of the lifecycle", new LifecycleError("settings", "it is missing"), "settings"] as const,
    ["of the platform", failure("refused", "it is missing"), "no-response"] as const,
  ])("%s has its message with the page that explains it, and neither stack nor cause nor more", (_, error, code) => {
    error.cause = new Error(canary("cause"));
    const clean = seen(error);
    expect(clean.message).toBe(`it is missing${linkTo(code)}`);
    expect(`${clean}`).toBe(`act365: it is missing${linkTo(code)}`);
    expect(clean.stack).toBe("");
    expect(clean).not.toHaveProperty("cause");
    expect(clean.partial).toBeUndefined();
    expect(Object.keys(clean)).not.toContain("partial");
  });

  test.each([
    [new TypeError("x is not a function"), "x is not a function"],
    ["a text", "a text"],
    [undefined, "undefined"],
  ])("that is not ours, %p, says so", (error, message) => {
    expect(seen(error).message).toBe(`unexpected error: ${message}. Please report it to the makers of pulumi-act365`);
  });

  test("shows no secret, and is one line of bounded length that always ends with the page", () => {
    const [redactor, value] = [new Redactor(), canary("echoed")];
    redactor.add(value);
    expect(seen(new LifecycleError("settings", `first\n  line ${value}`), redactor).message).toBe(
      `first line [secret]${linkTo("settings")}`,
    );
    expect(seen(new LifecycleError("settings", "x".repeat(5_000))).message).toBe(
      `${"x".repeat(2_000)}…${linkTo("settings")}`,
    );
  });

  test("of a partial failure holds id, properties and reasons, hidden from whoever prints it, and names the page once", () => {
    const [redactor, value] = [new Redactor(), canary("echoed")];
    redactor.add(value);
    const [token, apiKey] = [canary("token"), canary("apiKey")];
    const state = { name: "crm", token, credentials: { apiKey } };
    const clean = seen(new PartialFailure("7", state, [`was not enabled: ${value}`, "y".repeat(5_000)]), redactor);
    const page = linkTo("partial-failure");
    expect(clean.message).toBe(`was not enabled: [secret]; ${"y".repeat(5_000)}`.slice(0, 2_000).concat("…", page));
    expect(clean.stack).toBe("");
    expect(clean.partial).toStrictEqual({
      id: "7",
      properties: { name: "crm", token, apiKey },
      reasons: ["was not enabled: [secret]", `${"y".repeat(2_000)}…${page}`],
    });
    expect(Object.keys(clean)).not.toContain("partial");
    expect(JSON.stringify(clean)).not.toContain("properties");
  });
});

test("a secret that is a word is not cut out of our own sentences, but out of what somebody else said", () => {
  const redactor = new Redactor();
  redactor.add("wrong");
  expect(seen(new LifecycleError("settings", "the user secret is wrong"), redactor).message).toMatch(
    /^the user secret is wrong /,
  );
  expect(seen(new PartialFailure("7", { credentials: {} }, ["went wrong"]), redactor).partial?.reasons).toEqual([
    `went wrong${linkTo("partial-failure")}`,
  ]);
  expect(seen(new Error("got wrong"), redactor).message).toBe(
    "unexpected error: got [secret]. Please report it to the makers of pulumi-act365",
  );
});
