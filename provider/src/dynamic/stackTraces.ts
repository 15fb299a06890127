/**
 * Whether anyone will see the stack traces that the SDK captures for each property, promise and line of its debug log.
 * It prints them on a deadlock, and only if this is set. They were more than half the cost of declaring an instance
 * (docs/performance.md).
 */
function arePrinted(): boolean {
  return Boolean(process.env["PULUMI_DEBUG_PROMISE_LEAKS"]);
}

/**
 * Turns stack traces off, for the constructor of a resource.
 * @returns a function that turns them on again
 */
export function pauseStackTraces(): () => void {
  if (arePrinted()) return () => undefined;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = limit;
  };
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
  Error.prepareStackTrace = (error, frames) =>
    isCreatedIn("debuggablePromise", frames) ? String(error) : format(error, frames);
}

/** Whether an error with these frames was created in a function of the SDK that only wants the text of its stack. */
export function isCreatedIn(sdkFunction: "debuggablePromise" | "callsites", [top]: NodeJS.CallSite[]): boolean {
  return top?.getFunctionName() === sdkFunction;
}
