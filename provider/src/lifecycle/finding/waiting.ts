/**
 * How long to look for an instance after an unknown outcome, in milliseconds; a POST takes up to 26 s, and lists may
 * lag.
 */
export const WINDOW = 90_000;

/** Milliseconds reserved for the last look. */
export const LAST_LOOK = 5_000;

/** Milliseconds between looks: doubled from the first up to the longest. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10_000;

/** The waits between one look and the next, in milliseconds; endless. */
export function* waits(): Generator<number, never> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) yield wait;
}
