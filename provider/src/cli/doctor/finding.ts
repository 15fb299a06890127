/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly result: "ok" | "warning" | "problem" | "skipped";
  /** What was found. Redacted before it is shown. */
  readonly message: string;
  /** What to do, where `message` does not say so already. */
  readonly next?: string;
}

/** The check is skipped, since another one has failed: it needs what that one did not find. */
export function skipped(check: string, needed: string): Finding {
  return { check, result: "skipped", message: `needs ${needed}` };
}
