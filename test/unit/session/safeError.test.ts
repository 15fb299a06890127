import { inspect } from "node:util";
import { PartialFailure, SettingsError } from "../../../provider/src/lifecycle/model/errors";
import { Redactor } from "../../../provider/src/platform/redaction";
import { errorForEngine, logger, plain } from "../../../provider/src/session/safeError";
import { canary, observe } from "../../support/canary";
import { failure } from "../../support/memoryPlatform";

const TEXT = "exports.handler=()=>0;";

/** What the plugin sees of the error, handed to the scan in the forms in which it may be printed. */
function seen(error: unknown, redactor = new Redactor()) {
  const clean = errorForEngine(error, redactor, TEXT);
  observe(
    "the error for the engine",
    `${clean}: ${clean.stack} ${inspect(clean, { depth: 10 })} ${JSON.stringify(clean)}`,
  );
  return clean as Error & { id?: string; properties?: Record<string, unknown>; reasons?: string[] };
}

describe("an error for the engine", () => {
  test.each([
    ["of the lifecycle", new SettingsError("userSecret is missing")],
    ["of the platform", failure("refused", "userSecret is missing")],
  ])("%s has its message, and neither stack nor cause nor more", (_, error) => {
    error.cause = new Error(canary("cause"));
    const clean = seen(error);
    expect(clean.message).toBe("userSecret is missing");
    expect(`${clean}`).toBe("act365: userSecret is missing");
    expect(clean.stack).toBe("");
    expect(clean).not.toHaveProperty("cause");
    expect(Object.keys(clean)).not.toEqual(expect.arrayContaining(["id"]));
    expect([clean.id, clean.properties, clean.reasons]).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    [new TypeError("x is not a function"), "x is not a function"],
    ["a text", "a text"],
    [undefined, "undefined"],
  ])("that is not ours, %p, says so", (error, message) => {
    expect(seen(error).message).toBe(`unexpected error: ${message}. Please report it to the makers of pulumi-act365`);
  });

  test("shows no secret, is one line, and not endless", () => {
    const [redactor, value] = [new Redactor(), canary("echoed")];
    redactor.add(value);
    expect(seen(new SettingsError(`first\n  line ${value}`), redactor).message).toBe("first line [secret]");
    expect(seen(new SettingsError("x".repeat(5_000))).message).toBe(`${"x".repeat(2_000)}…`);
  });

  test("that is partial holds id, state with the provider's text, and reasons, where only the plugin looks", () => {
    const [redactor, value] = [new Redactor(), canary("echoed")];
    redactor.add(value);
    const state = { name: "crm", token: canary("token"), developerKey: undefined };
    const clean = seen(
      new PartialFailure("7", state as never, [`was not enabled: ${value}`, "y".repeat(5_000)]),
      redactor,
    );
    expect(clean.message).toBe(`was not enabled: [secret]; ${"y".repeat(5_000)}`.slice(0, 2_000).concat("…"));
    expect(clean.stack).toBe("");
    expect(clean.id).toBe("7");
    expect(clean.properties).toStrictEqual({ name: "crm", token: state.token, __provider: TEXT });
    expect(clean.reasons).toEqual(["was not enabled: [secret]", `${"y".repeat(2_000)}…`]);
    expect(Object.keys(clean)).not.toEqual(expect.arrayContaining(["properties"]));
    expect(JSON.stringify(clean)).not.toContain("properties");
  });
});

describe("a line of the log", () => {
  function printed(name: string | undefined, line: string, redactor = new Redactor()): unknown[][] {
    const print = jest.spyOn(console, "error").mockImplementation(() => undefined);
    logger(redactor, name)(line);
    const { calls } = print.mock;
    print.mockRestore();
    for (const call of calls) observe("the log", call.join(" "));
    return calls;
  }

  test("goes to stderr, with the instance's name, since the engine does not tell whose it is", () => {
    expect(printed("crm", "it is taken over")).toEqual([["act365: crm: it is taken over"]]);
    expect(printed(undefined, "it is taken over")).toEqual([["act365: instance: it is taken over"]]);
  });

  test("shows no secret, also not in the name, is one line, and not endless", () => {
    const [redactor, value] = [new Redactor(), canary("echoed")];
    redactor.add(value);
    expect(printed(`c\n${value}`, `a\n${value}`, redactor)).toEqual([["act365: c [secret]: a [secret]"]]);
    expect(printed("crm", "z".repeat(5_000))).toEqual([[`act365: crm: ${"z".repeat(995)}…`]]);
  });
});

test("plain is JSON without what JSON cannot hold", () => {
  const value = { a: undefined, b: { c: undefined, d: new Date(0) }, e: [undefined], f: null };
  expect(plain(value)).toStrictEqual({ b: { d: "1970-01-01T00:00:00.000Z" }, e: [null], f: null });
});
