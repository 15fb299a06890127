/** How long stack traces are outside of the innermost pause; undefined outside of all. */
let usual: number | undefined;

/**
 * Switches stack traces off. The SDK takes one for every property of a resource, for a message that only a deadlock prints:
 * more than half of what declaring an instance costs (docs/performance.md).
 * @returns what switches them on again
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

/** Switches stack traces on in the midst of a pause, for code of the user that runs then. */
export function allowStackTraces(): void {
  Error.stackTraceLimit = usual ?? Error.stackTraceLimit;
}
