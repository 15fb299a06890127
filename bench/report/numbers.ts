/** Shown where a figure is missing. */
const NONE = "–";

/** A number with so many digits after the point. */
export function fixed(value: number | undefined, digits = 1): string {
  return value === undefined ? NONE : value.toFixed(digits);
}

/** How many times the second the first is. */
export function ratio(value: number | undefined, of: number | undefined): string {
  return value === undefined || of === undefined || of === 0 ? NONE : (value / of).toFixed(2);
}
