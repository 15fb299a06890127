import type { Clock } from "./clock";

/** Milliseconds over which successful requests are counted. */
const WINDOW = 1_000;
/** Milliseconds for which starts are remembered: a refusal usually arrives sooner than that after its request's start. */
const MEMORY = 10_000;
/** The lowest pace after a first refusal, in requests a second: few got through, but perhaps few were sent. */
const LOWEST_GUESS = 2;
/** Factor by which the interval grows when requests are turned away at the present pace. */
const SLOW_DOWN = 1.15;
/**
 * How much each successful request speeds up the pace, in requests a second, for each second since the last slowdown:
 * the pace stays near the limit for long, and goes far beyond it only after half a minute without refusals.
 */
const SPEED_UP = 0.0025;
/**
 * Milliseconds between two starts: below the shortest, the pace is unlimited; it never gets slower than the longest.
 */
const SHORTEST_INTERVAL = 5;
const LONGEST_INTERVAL = 5_000;
/**
 * The longest wait, in milliseconds, that one response imposes on all requests. If it asks for a longer one, only its
 * own request waits or fails.
 */
const LONGEST_PAUSE = 60_000;
/** Milliseconds by which the end of a pause is spread, so that parallel processes do not return together. */
const SPREAD = 500;

/**
 * How fast requests to one platform may start. Its limit is not published, so it is learned: requests start without
 * limit until the platform refuses one (429, or 503 with Retry-After). Then all of them wait as long as it asks, and
 * continue at the pace at which requests succeeded, gradually faster while there are no refusals.
 */
export class Pace {
  /** Milliseconds between two starts; 0: unlimited. */
  private interval = 0;
  private nextStart = 0;
  private pausedUntil = 0;
  private slowedAt = 0;
  /** The interval at the last slowdown, before more of the requests already running were refused. */
  private firstGuess = 0;
  /** The start times of requests, without refused ones; oldest first. */
  private readonly starts: number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until the next request may start. */
  wait(): number {
    return Math.max(this.pause(), this.nextStart - this.clock.now());
  }

  /** Milliseconds for which the platform asked for no more requests. */
  pause(): number {
    return Math.max(0, this.pausedUntil - this.clock.now());
  }

  /** Notes that a request starts, and returns the moment. */
  start(): number {
    const now = this.clock.now();
    this.nextStart = now + this.interval;
    while ((this.starts[0] ?? now) < now - MEMORY) this.starts.shift();
    this.starts.push(now);
    return now;
  }

  /**
   * Notes a response.
   * @param startedAt the moment of the request's start
   * @param retryAfter the wait that the response asks for, in milliseconds
   */
  answered(startedAt: number, status: number, retryAfter: number | undefined): void {
    if (status === 429 || (status === 503 && retryAfter !== undefined)) this.turnedAway(startedAt, retryAfter);
    else this.speedUp(startedAt);
  }

  private turnedAway(startedAt: number, retryAfter: number | undefined): void {
    this.slowDown(startedAt);
    if (retryAfter === undefined || retryAfter > LONGEST_PAUSE) return;
    const until = this.clock.now() + retryAfter + this.clock.random() * SPREAD;
    this.pausedUntil = Math.max(this.pausedUntil, until);
  }

  private slowDown(startedAt: number): void {
    const remembered = this.starts.indexOf(startedAt);
    if (remembered !== -1) this.starts.splice(remembered, 1);
    const gotThrough = this.starts.filter((at) => at > startedAt - WINDOW && at <= startedAt).length;
    const together = startedAt <= this.slowedAt;
    if (gotThrough === 0) {
      // A single refused request says nothing about the limit, and neither do many of which none succeeded.
      if (together) this.interval = this.firstGuess;
      return;
    }
    const measured = WINDOW / Math.max(gotThrough, LOWEST_GUESS);
    // If many are refused together, the first one slows the pace down, and the others only refine it.
    const slower = together ? this.interval : this.interval * SLOW_DOWN;
    this.interval = Math.min(LONGEST_INTERVAL, Math.max(measured, slower));
    if (together) return;
    this.firstGuess = this.interval;
    this.slowedAt = this.clock.now();
  }

  private speedUp(startedAt: number): void {
    if (startedAt <= this.slowedAt) return;
    const seconds = (this.clock.now() - this.slowedAt) / 1000;
    const interval = 1000 / (1000 / this.interval + SPEED_UP * seconds);
    this.interval = interval < SHORTEST_INTERVAL ? 0 : interval;
  }
}
