import { type Clock, type Deadline, LONGEST_TIMER } from "../../util/clock";
import type { Pause } from "./pause";

/** Requests wait in two queues, so that a look after a lost response never waits behind POSTs of 20 s each. */
export type Lane = "read" | "write";

/** How long a task waits for its turn, and the errors if the wait ends early. */
export interface WaitLimits {
  readonly deadline: Deadline;
  /** What it fails with after the deadline. */
  tooLate(): Error;
  readonly signal?: AbortSignal | undefined;
  /** What it fails with after the signal. */
  cancelled(): Error;
}

interface Queue {
  running: number;
  /** Each starts one task. First come, first served. */
  readonly waiting: (() => void)[];
}

/**
 * Limits how many tasks of each lane run at once, and lets none start during a pause. The engine runs up to four steps
 * per core in parallel, and the platform's request limit is not published, so we set our own.
 */
export class Limiter {
  private readonly lanes: Readonly<Record<Lane, Queue>> = {
    read: { running: 0, waiting: [] },
    write: { running: 0, waiting: [] },
  };

  /** @param limit tasks of one lane at once, at least 1 */
  constructor(
    private readonly limit: number,
    private readonly pause: Pause,
    private readonly clock: Clock,
  ) {}

  /** Runs the task when its lane has a free slot, and any pause is over. */
  async run<T>(lane: Lane, task: () => Promise<T>, limits: WaitLimits): Promise<T> {
    const queue = this.lanes[lane];
    await this.enter(queue, limits);
    try {
      await this.sitOutPause(limits);
      return await task();
    } finally {
      queue.running -= 1;
      this.startNext(queue);
    }
  }

  private enter(queue: Queue, { deadline, tooLate, signal, cancelled }: WaitLimits): Promise<void> {
    if (signal?.aborted) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        queue.waiting.splice(queue.waiting.indexOf(start), 1);
      };
      const start = () => {
        stopWaiting();
        resolve();
      };
      const giveUp = (error: Error) => {
        stopWaiting();
        reject(error);
      };
      const abort = () => giveUp(cancelled());
      const timer = setTimeout(() => giveUp(tooLate()), Math.min(deadline.remaining(), LONGEST_TIMER));
      signal?.addEventListener("abort", abort);
      queue.waiting.push(start);
      this.startNext(queue);
    });
  }

  private startNext(queue: Queue): void {
    const [start] = queue.waiting;
    if (start === undefined || queue.running >= this.limit) return;
    queue.running += 1;
    start();
  }

  /** A pause may be prolonged while tasks wait for its end. */
  private async sitOutPause({ deadline, tooLate, signal, cancelled }: WaitLimits): Promise<void> {
    for (let left = this.pause.remaining(); left > 0; left = this.pause.remaining()) {
      if (deadline.remaining() === 0) throw tooLate();
      await this.clock.sleep(Math.min(left, deadline.remaining()), signal);
      if (signal?.aborted) throw cancelled();
    }
  }
}
