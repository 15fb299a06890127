import { type Clock, type Deadline, LONGEST_TIMER } from "./clock";
import type { Pace } from "./pace";

/** Requests wait in two queues, so that a look after a lost response never waits behind POSTs of 20 s each. */
export type Lane = "read" | "write";

/** How long a task waits for its turn, and the errors if the wait ends early. */
export interface Patience {
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
 * Limits how many tasks of each lane run at once, and how fast they start. The engine runs up to four steps per core in
 * parallel, and the platform's request limit is not published, so we set our own.
 */
export class Limiter {
  private readonly lanes: Readonly<Record<Lane, Queue>> = {
    read: { running: 0, waiting: [] },
    write: { running: 0, waiting: [] },
  };
  /** The lane that goes first where both could start a task. */
  private first: Lane = "read";
  /** Ends the wait for the pace. */
  private nap: AbortController | undefined;

  /** @param limit tasks of one lane at once, at least 1 */
  constructor(
    private readonly limit: number,
    private readonly pace: Pace,
    private readonly clock: Clock,
  ) {}

  /** Runs the task when its lane has a free slot; the task gets the time of its start from the pace. */
  async run<T>(lane: Lane, task: (startedAt: number) => Promise<T>, patience: Patience): Promise<T> {
    const startedAt = await this.enter(lane, patience);
    try {
      return await task(startedAt);
    } finally {
      this.lanes[lane].running -= 1;
      this.startTasks();
    }
  }

  private enter(lane: Lane, { deadline, tooLate, signal, cancelled }: Patience): Promise<number> {
    if (signal?.aborted) return Promise.reject(cancelled());
    const { waiting } = this.lanes[lane];
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        waiting.splice(waiting.indexOf(start), 1);
      };
      const start = () => {
        stopWaiting();
        resolve(this.pace.start());
      };
      const giveUp = (error: Error) => {
        stopWaiting();
        // The other tasks keep waiting.
        this.nap?.abort();
        reject(error);
      };
      const abort = () => giveUp(cancelled());
      const timer = setTimeout(() => giveUp(tooLate()), Math.min(deadline.remaining(), LONGEST_TIMER));
      signal?.addEventListener("abort", abort);
      waiting.push(start);
      this.startTasks();
    });
  }

  private startTasks(): void {
    for (let lane = this.nextLane(); lane !== undefined; lane = this.nextLane()) {
      const wait = this.pace.wait();
      if (wait > 0) return void this.startTasksIn(wait);
      this.first = lane === "read" ? "write" : "read";
      this.lanes[lane].running += 1;
      this.lanes[lane].waiting[0]?.();
    }
  }

  private async startTasksIn(wait: number): Promise<void> {
    if (this.nap !== undefined) return;
    this.nap = new AbortController();
    await this.clock.sleep(wait, this.nap.signal);
    this.nap = undefined;
    this.startTasks();
  }

  /** A lane that has a waiting task and a free slot. */
  private nextLane(): Lane | undefined {
    const order: Lane[] = this.first === "read" ? ["read", "write"] : ["write", "read"];
    return order.find((name) => this.lanes[name].waiting.length > 0 && this.lanes[name].running < this.limit);
  }
}
