/**
 * Stands for a value that is not known yet in a preview. Front ends put it in place of what their protocol sends. Nothing
 * can be said of such a value, so checks skip it and a diff counts it as changed.
 */
export const UNKNOWN: unique symbol = Symbol("not known yet");

/** Whether the value itself is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
