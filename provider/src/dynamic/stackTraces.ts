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
