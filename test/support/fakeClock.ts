import type { Clock } from "../../provider/src/util/clock";

/** More waits than any run of a correct program has: a loop without end fails, where it would hang. */
const MOST_SLEEPS = 1_000;

/** A clock that moves only when somebody sleeps on it, or moves it. */
export class FakeClock implements Clock {
  /** The milliseconds of each sleep, in order. */
  readonly sleeps: number[] = [];

  /**
   * @param chance what `random` gives
   * @param time milliseconds since 1970
   */
  constructor(
    private readonly chance = 0,
    private time = Date.parse("2026-01-02T03:04:05Z"),
  ) {}

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    if (this.sleeps.push(ms) > MOST_SLEEPS) throw new Error(`slept ${MOST_SLEEPS} times`);
    this.advance(ms);
  }

  random(): number {
    return this.chance;
  }

  /** Lets time pass without a sleep. */
  advance(ms: number): void {
    this.time += ms;
  }
}
