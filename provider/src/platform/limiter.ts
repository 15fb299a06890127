import { type Deadline, LONGEST_TIMER } from "./clock";

/**
 * Lets at most so many requests be under way at once. The engine starts up to four steps a core at the same time, and
 * the platform's request limit is not published, so the bound is ours. First come, first served.
 */
export class Limiter {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param limit at least 1 */
  constructor(private readonly limit: number) {}

  /** Runs the task when a place is free; the wait ends with the deadline, after which `tooLate` makes the error. */
  async run<T>(task: () => Promise<T>, deadline: Deadline, tooLate: () => Error): Promise<T> {
    await this.enter(deadline, tooLate);
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private enter(deadline: Deadline, tooLate: () => Error): Promise<void> {
    if (this.running < this.limit) {
      this.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(
        () => {
          this.waiting.splice(this.waiting.indexOf(admit), 1);
          reject(tooLate());
        },
        Math.min(deadline.remaining(), LONGEST_TIMER),
      );
      this.waiting.push(admit);
    });
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
