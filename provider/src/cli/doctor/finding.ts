/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly result: "ok" | "warning" | "fault" | "skipped";
  /** What was seen. Redacted before it is shown. */
  readonly saw: string;
  /** What to do, where `saw` does not say so already. */
  readonly todo?: string;
}

/** The check is skipped, since another one has failed. */
export function skipped(check: string, premise: string): Finding {
  return { check, result: "skipped", saw: `not checked, because of: ${premise}` };
}
