import { pauseStackTraces } from "../../../provider/src/dynamic/stackTraces";

const limit = Error.stackTraceLimit;

afterEach(() => {
  Error.stackTraceLimit = limit;
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
});

describe("a pause", () => {
  test("turns stack traces off, and restores the setting afterwards", () => {
    Error.stackTraceLimit = 7;
    const resume = pauseStackTraces();
    expect(new Error("a mistake").stack).toBe("Error: a mistake");
    resume();
    expect(Error.stackTraceLimit).toBe(7);
  });

  test("within another leaves them off until both have ended", () => {
    const [outer, inner] = [pauseStackTraces(), pauseStackTraces()];
    inner();
    expect(Error.stackTraceLimit).toBe(0);
    outer();
    expect(Error.stackTraceLimit).toBe(limit);
  });

  test("changes nothing if the SDK's stack traces will be printed", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    const resume = pauseStackTraces();
    expect(Error.stackTraceLimit).toBe(limit);
    resume();
    expect(Error.stackTraceLimit).toBe(limit);
  });
});
