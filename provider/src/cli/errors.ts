/** The command line is wrong: exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command cannot do what it was asked to: exit status 1. The message says what to do, and holds no secret. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}
