import { type Clock, type Deadline, humanDuration } from "../../util/clock";
import { CancelledError, PlatformError, ResponseError, RetryLaterError, TimeLimitError } from "../errors";

/** The most tries of one request, including the first. Waiting in line does not count as a try (`waitsInLine`). */
const MOST_TRIES = 5;
/** Milliseconds before the second try, doubled for each further one. */
const FIRST_DELAY = 500;
/** The longest wait of our own choice, in milliseconds. */
const LONGEST_DELAY = 20_000;
/**
 * Milliseconds by which waits requested by the platform are spread, so that parallel requests do not return together.
 */
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
 * platform requests, never past the deadline.
 * @throws the last try's error (the previous one, if time ran out during the wait); RetryLaterError if the platform
 *   requests a wait that the deadline does not allow, or that the deadline ends; CancelledError after the signal
 */
export async function withRetries<T>(request: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  let mayBeDone = false;
  let before: PlatformError | undefined;
  for (let tries = 1; ; ) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      // The time ran out during the wait: the platform's previous error says more.
      if (error instanceof TimeLimitError && before !== undefined) throw tooLate(before, policy);
      before = error;
      // An earlier try may have been done, whatever the last one's outcome.
      if (mayBeDone) error.outcome = "unknown";
      mayBeDone = error.outcome === "unknown" || error.outcome === "platformError";
      if (policy.signal?.aborted || !policy.mayRepeat(error)) throw error;
      const queued = waitsInLine(error);
      if (!queued) tries += 1;
      if (tries > MOST_TRIES) throw error;
      const delay = delayBefore(tries, error, policy.clock);
      if (delay >= policy.deadline.remaining()) throw tooLate(error, policy);
      const next = queued ? "again" : `try ${tries} of ${MOST_TRIES}`;
      policy.log(`${error.message}; ${next} in ${humanDuration(delay)}`);
      await policy.clock.sleep(delay, policy.signal);
      if (policy.signal?.aborted) throw new CancelledError(error, error.outcome);
    }
  }
}

/**
 * Whether the request was only refused for now, with a wait. If many requests wait in line, each may be refused more
 * often than the limit of tries, bounded only by the deadline. A request refused without a wait is not in line.
 */
function waitsInLine(error: PlatformError): boolean {
  return error instanceof ResponseError && error.status === 429 && (error.retryAfter ?? 0) > 0;
}

/** @param next the number of the next try, at least 2 if the wait is our own */
function delayBefore(next: number, error: PlatformError, clock: Clock): number {
  if (error.retryAfter !== undefined) return error.retryAfter + clock.random() * SPREAD;
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (next - 2)) * (0.5 + clock.random() / 2);
}

function tooLate(error: PlatformError, policy: RetryPolicy): PlatformError {
  if (error.retryAfter === undefined) return error;
  const until = new Date(policy.clock.now() + error.retryAfter).toISOString();
  return new RetryLaterError(
    `${error.message}. The platform asks to wait ${humanDuration(error.retryAfter)}, which is longer than the ` +
      `${humanDuration(policy.deadline.remaining())} left of the timeout of ${humanDuration(policy.deadline.total)}: ` +
      `try again after ${until}${policy.deadline.moreTime(", or allow")}`,
    error,
  );
}
