import type { Clock } from "../../util/clock";

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
  note(status: number, retryAfter: number | undefined): void {
    const refusedForNow = status === 429 || status === 503;
    if (!refusedForNow || retryAfter === undefined || retryAfter > LONGEST_PAUSE) return;
    this.until = Math.max(this.until, this.clock.now() + retryAfter + this.clock.random() * SPREAD);
  }
}

/**
 * The HTTP date formats still in use (RFC 9110, 5.6.7). Date.parse alone accepts much that is not a date: it reads
 * "Retry 120" as a year.
 */
const HTTP_DATE =
  /^([A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2}) [\d:]{8} GMT$/;

/**
 * The wait that a Retry-After header asks for, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). Anything
 * else is ignored, which means the usual back-off.
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
