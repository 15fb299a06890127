/**
 * Stands for a value that is not known yet in a preview, in place of what a front end's protocol sends for it. Checks skip
 * such a value, and a diff counts it as changed.
 */
export const UNKNOWN: unique symbol = Symbol("not known yet");

/** Whether the value itself is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
