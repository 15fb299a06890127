import type { Clock } from "./clock";

/**
 * The longest pause, in milliseconds, that one response imposes on all requests. If it asks for a longer one, only its
 * own request waits or fails.
 */
const LONGEST_PAUSE = 60_000;
/** Milliseconds by which the end of a pause is spread, so that parallel processes do not return together. */
const SPREAD = 500;

/**
 * The wait that a platform asked for when it refused a request for now (429, or 503 with Retry-After). All requests of a
 * process share it, since they share the platform's limit, which is not published.
 */
export class Pause {
  private until = 0;

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until requests may start again; 0 if they may now. */
  remaining(): number {
    return Math.max(0, this.until - this.clock.now());
  }

  /**
   * Notes a response.
   * @param retryAfter the wait that it asks for, in milliseconds
   */
  answered(status: number, retryAfter: number | undefined): void {
    const refusedForNow = status === 429 || status === 503;
    if (!refusedForNow || retryAfter === undefined || retryAfter > LONGEST_PAUSE) return;
    this.until = Math.max(this.until, this.clock.now() + retryAfter + this.clock.random() * SPREAD);
  }
}
