/** The stack trace limit outside of any pause; undefined when not paused. */
let usual: number | undefined;

/**
 * Turns stack traces off. The SDK captures one for every property of a resource, for a message that is only printed on
 * a deadlock: more than half the cost of declaring an instance (docs/performance.md).
 * @returns a function that turns them on again
 */
export function pauseStackTraces(): () => void {
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
