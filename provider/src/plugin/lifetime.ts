/** Milliseconds between two checks that the parent is still there. */
const INTERVAL = 500;

/**
 * Ends the process with the engine that started it. The engine kills its plugins at the end of a deployment, but other
 * commands of the CLI leave theirs behind, and so does an engine that is killed itself.
 */
export function endWithParent(): void {
  // The engine asks to end by SIGINT first, and waits.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent || !exists(parent)) process.exit(0);
  }, INTERVAL).unref();
}

/** Asked too, since Windows goes on to name a parent that has ended. */
function exists(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
