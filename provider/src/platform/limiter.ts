import { type Deadline, LONGEST_TIMER } from "./clock";

/** Requests wait in two queues, so that a look after a lost response never waits behind POSTs of 20 s each. */
export type Lane = "read" | "write";

/** How long a task waits for its turn, and what it fails with if that does not come. */
export interface Patience {
  readonly deadline: Deadline;
  /** What it fails with after the deadline. */
  tooLate(): Error;
  readonly signal?: AbortSignal | undefined;
  /** What it fails with after the signal. */
  cancelled(): Error;
}

/**
 * Lets at most so many tasks of each lane run at once. The engine starts up to four steps a core at the same time, and
 * the platform's request limit is not published, so the bound is ours. First come, first served.
 */
export class Limiter {
  private readonly lanes: Readonly<Record<Lane, { running: number; readonly waiting: (() => void)[] }>> = {
    read: { running: 0, waiting: [] },
    write: { running: 0, waiting: [] },
  };

  /** @param limit tasks of one lane at once, at least 1 */
  constructor(private readonly limit: number) {}

  /** Runs the task when its lane has a free place. */
  async run<T>(lane: Lane, task: () => Promise<T>, patience: Patience): Promise<T> {
    await this.enter(lane, patience);
    try {
      return await task();
    } finally {
      this.leave(lane);
    }
  }

  private enter(name: Lane, { deadline, tooLate, signal, cancelled }: Patience): Promise<void> {
    const lane = this.lanes[name];
    if (signal?.aborted) return Promise.reject(cancelled());
    if (lane.running < this.limit) {
      lane.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        stopWaiting();
        resolve();
      };
      const giveUp = (reason: () => Error) => {
        stopWaiting();
        lane.waiting.splice(lane.waiting.indexOf(admit), 1);
        reject(reason());
      };
      const abort = () => giveUp(cancelled);
      const timer = setTimeout(() => giveUp(tooLate), Math.min(deadline.remaining(), LONGEST_TIMER));
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      };
      signal?.addEventListener("abort", abort);
      lane.waiting.push(admit);
    });
  }

  private leave(name: Lane): void {
    const lane = this.lanes[name];
    const next = lane.waiting.shift();
    if (next === undefined) lane.running -= 1;
    else next();
  }
}
