import { CancelledError } from "./cancelled";
import { type Clock, type Deadline, humanDuration } from "./clock";
import { PlatformError, RetryLaterError, TimeLimitError } from "./errors";

/** Tries of one request, the first included (design.md). */
const MOST_TRIES = 5;
/** Milliseconds before the second try, doubled for each further one. */
const FIRST_DELAY = 500;
/** Milliseconds that a wait of our own choice may take at the most. */
const LONGEST_DELAY = 20_000;
/** Milliseconds by which waits that the platform named are spread, so that parallel requests do not return together. */
const SPREAD = 500;

/** When and how a request is repeated. */
export interface RetryPolicy {
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** Ends the wait; there is no retry after it. */
  readonly signal?: AbortSignal | undefined;
  /** Whether this failure allows another try of this request. */
  mayRepeat(error: PlatformError): boolean;
  /** Takes one line for each retry. */
  log(line: string): void;
}

/**
 * Makes the request, and repeats it as the policy allows: exponential back-off with jitter, or the wait that the
 * platform named, never past the deadline.
 * @throws the last try's error (the one before, where time ran out during the wait); RetryLaterError where the platform
 *   names a wait that the deadline does not allow; CancelledError after the signal
 */
export async function withRetries<T>(request: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  let mayBeDone = false;
  let before: PlatformError | undefined;
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      // The time ran out during the wait: what the platform said before is the better reason.
      if (error instanceof TimeLimitError && before !== undefined) throw before;
      before = error;
      // An earlier try may have been done, whatever the last one says of itself.
      if (mayBeDone) error.outcome = "open";
      mayBeDone = error.outcome === "open" || error.outcome === "platformError";
      if (policy.signal?.aborted || !policy.mayRepeat(error) || tries >= MOST_TRIES) throw error;
      const delay = delayBefore(tries, error, policy.clock);
      if (delay >= policy.deadline.remaining()) throw tooLate(error, policy);
      policy.log(`${error.message}; try ${tries + 1} of ${MOST_TRIES} in ${humanDuration(delay)}`);
      await policy.clock.sleep(delay, policy.signal);
      if (policy.signal?.aborted) throw new CancelledError(error, error.outcome);
    }
  }
}

function delayBefore(tries: number, error: PlatformError, clock: Clock): number {
  if (error.retryAfter !== undefined) return error.retryAfter + clock.random() * SPREAD;
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (tries - 1)) * (0.5 + clock.random() / 2);
}

function tooLate(error: PlatformError, policy: RetryPolicy): PlatformError {
  if (error.retryAfter === undefined) return error;
  const until = new Date(policy.clock.now() + error.retryAfter).toISOString();
  return new RetryLaterError(
    `${error.message}. The platform asks to wait ${humanDuration(error.retryAfter)}, which is longer than the ` +
      `${humanDuration(policy.deadline.remaining())} that are left of ${humanDuration(policy.deadline.total)}: ` +
      `come back after ${until}, or allow more time with customTimeouts`,
    error,
  );
}
