import { NotFoundError } from "../../platform/errors";
import { type Clock, Deadline } from "../../util/clock";
import type { Session } from "../model/session";

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

/** Milliseconds for which an instance counts as young: its creation may not show everywhere yet. */
const YOUNG = 120_000;

/** How long to ask again for a young instance, in milliseconds. */
export const LONGEST_LAG = 15_000;

/** What is known of an instance's age. */
interface Dated {
  /** RFC 3339. */
  readonly createdDate?: string | undefined;
}

/**
 * Asks for something about one instance, and where the instance is young and the platform does not find it, asks again for a
 * while: reads may lag behind a creation, like lists, and an instance that leaves the state is created a second time.
 * @param ask gets whether this is a repetition
 * @throws NotFoundError only once it counts; TimeLimitError or CancelledError where the operation ends before
 */
export async function despiteLag<T>(
  instance: Dated,
  session: Pick<Session, "clock" | "deadline" | "signal" | "log">,
  ask: (again: boolean) => Promise<T>,
): Promise<T> {
  const { clock, deadline, signal } = session;
  const pauses = waits();
  let window: Deadline | undefined;
  for (;;) {
    try {
      return await ask(window !== undefined);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      if (window === undefined) {
        if (!isYoung(instance, clock)) throw error;
        window = new Deadline(clock, LONGEST_LAG);
        session.log(
          `${error.verb} ${error.path} found no instance, although it was created just now; reads may lag, so asking again ` +
            "for up to 15 s",
        );
      }
      const left = window.remaining();
      if (left === 0) throw error;
      // If the operation ends during the wait, the next request fails at once and says so.
      await clock.sleep(Math.min(pauses.next().value, left, deadline.remaining()), signal);
    }
  }
}

/** Whether the platform's reads may not show the instance yet. A date in the future only shows that clocks differ. */
export function isYoung({ createdDate }: Dated, clock: Clock): boolean {
  return createdDate !== undefined && clock.now() - Date.parse(createdDate) < YOUNG;
}
