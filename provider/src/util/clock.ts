/** Time and randomness, injected so that no test depends on luck. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @param signal ends the sleep early, without an error */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

/** The longest wait of a timer, in milliseconds (24.8 days): beyond it a timer fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, LONGEST_TIMER));
      signal?.addEventListener("abort", wake);
    }),
  random: () => Math.random(),
};

/** The moment by which an operation, with all its retries, has to end. */
export class Deadline {
  /** Milliseconds since 1970. */
  private readonly at: number;

  constructor(
    private readonly clock: Clock,
    /** How long the whole operation may take, in milliseconds. */
    readonly total: number,
    /** The option with which users allow more time, such as "customTimeouts". Default: there is none. */
    private readonly option?: string,
  ) {
    this.at = clock.now() + total;
  }

  /** Milliseconds that are left, never negative. */
  remaining(): number {
    return Math.max(0, this.at - this.clock.now());
  }

  /** Advice to allow more time, such as ", or allow more time with customTimeouts"; empty if users cannot. */
  moreTime(start: string): string {
    return this.option === undefined ? "" : `${start} more time with ${this.option}`;
  }
}

/** A duration as people write it: "350 ms", "4 s", "1 min 30 s", "1 h". */
export function humanDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}
