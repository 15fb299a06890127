/**
 * The SDK captures a stack trace for every property of a resource, every promise and every line of its debug log, only
 * to print them on a deadlock if PULUMI_DEBUG_PROMISE_LEAKS is set: once half the cost of declaring an instance
 * (docs/performance.md).
 */
function arePrinted(): boolean {
  return Boolean(process.env["PULUMI_DEBUG_PROMISE_LEAKS"]);
}

/** The stack trace limit outside of any pause; undefined when not paused. */
let usual: number | undefined;

/**
 * Turns stack traces off, for the constructor of a resource.
 * @returns a function that turns them on again
 */
export function pauseStackTraces(): () => void {
  if (arePrinted()) return () => undefined;
  const [limit, outer] = [Error.stackTraceLimit, usual];
  usual ??= limit;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = limit;
    usual = outer;
  };
}

/** Turns stack traces on during a pause, for user code that runs in it. */
export function allowStackTraces(): void {
  Error.stackTraceLimit = usual ?? Error.stackTraceLimit;
}

let skipping = false;

/**
 * Leaves the SDK's own stack traces unformatted from now on, since it goes on with a resource long after its constructor
 * has returned. All other errors keep theirs.
 */
export function skipSdkStackTraces(): void {
  const format = Error.prepareStackTrace;
  // Pulumi's runner has a formatter, which maps each frame to its source. Where Node.js does that, as long as nobody else
  // formats, it is left alone.
  if (skipping || format === undefined || process.sourceMapsEnabled || arePrinted()) return;
  skipping = true;
  Error.prepareStackTrace = (error, frames) => (isSdkTrace(frames) ? String(error) : format(error, frames));
}

/** `debuggablePromise` creates an error only to keep the text of its stack. */
function isSdkTrace([top]: NodeJS.CallSite[]): boolean {
  return top?.getFunctionName() === "debuggablePromise";
}
