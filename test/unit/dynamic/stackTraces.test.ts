const { debuggablePromise } = jest.requireActual<{ debuggablePromise(promise: object, context: string): unknown }>(
  "@pulumi/pulumi/runtime/debuggable",
);

const [before, limit] = [Error.prepareStackTrace, Error.stackTraceLimit];

/** Stands for that of Pulumi's runner. */
const usual = (error: Error, frames: NodeJS.CallSite[]) => [error, ...frames].join("\n    at ");

beforeEach(() => {
  Error.prepareStackTrace = usual;
});

afterEach(() => {
  Error.prepareStackTrace = before;
  Error.stackTraceLimit = limit;
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
});

/** The module as a new process has it: it changes the process once. */
function load(): typeof import("../../../provider/src/dynamic/stackTraces") {
  jest.resetModules();
  return require("../../../provider/src/dynamic/stackTraces");
}

/** What the SDK keeps of where a promise was made. */
function kept(): unknown {
  const promise = Promise.resolve();
  debuggablePromise(promise, "a test");
  return Reflect.get(promise, "_debugStackTrace");
}

describe("the SDK's own stack traces", () => {
  test("are formatted as long as no instance was declared", () => {
    expect(kept()).toContain(__filename);
  });

  test("are left unformatted from then on", () => {
    load().skipSdkStackTraces();
    expect(kept()).toBe("Error");
  });

  test("are formatted if they will be printed", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    load().skipSdkStackTraces();
    expect(kept()).toContain(__filename);
    expect(Error.prepareStackTrace).toBe(usual);
  });

  test("are left alone where Node.js maps the frames itself", () => {
    process.setSourceMapsEnabled(true);
    load().skipSdkStackTraces();
    process.setSourceMapsEnabled(false);
    expect(Error.prepareStackTrace).toBe(usual);
  });

  test("are left alone where nobody formats them", () => {
    Reflect.set(Error, "prepareStackTrace", undefined);
    load().skipSdkStackTraces();
    expect(Error.prepareStackTrace).toBeUndefined();
  });
});

test("other errors keep their stack traces, however many instances are declared", () => {
  const { skipSdkStackTraces } = load();
  skipSdkStackTraces();
  const once = Error.prepareStackTrace;
  skipSdkStackTraces();
  expect(Error.prepareStackTrace).toBe(once);
  const { stack } = new Error("a mistake");
  expect(stack).toMatch(/^Error: a mistake\n {4}at /);
  expect(stack).toContain(__filename);
});

describe("a pause", () => {
  test("turns stack traces off, and on again as they were", () => {
    Error.stackTraceLimit = 7;
    const resume = load().pauseStackTraces();
    expect(new Error("a mistake").stack).toBe("Error: a mistake");
    resume();
    expect(Error.stackTraceLimit).toBe(7);
  });

  test("within another leaves them off until both have ended", () => {
    const { pauseStackTraces } = load();
    const [outer, inner] = [pauseStackTraces(), pauseStackTraces()];
    inner();
    expect(Error.stackTraceLimit).toBe(0);
    outer();
    expect(Error.stackTraceLimit).toBe(limit);
  });

  test("changes nothing if the SDK's stack traces will be printed", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    const resume = load().pauseStackTraces();
    expect(Error.stackTraceLimit).toBe(limit);
    resume();
    expect(Error.stackTraceLimit).toBe(limit);
  });
});
