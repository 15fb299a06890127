/** Milliseconds for which an instance of unknown fate is looked for; a POST takes up to 26 s, and lists may lag. */
export const WINDOW = 90_000;

/** Milliseconds that are kept for the last look itself. */
export const LAST_LOOK = 5_000;

/** Milliseconds between two looks: doubled from the first to the longest. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10_000;

/** The waits between one look and the next, in milliseconds, without an end. */
export function* waits(): Generator<number, never> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) yield wait;
}
