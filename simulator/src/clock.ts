/** The time of day, and waiting; tests replace both. */
export class SimulatedClock {
  private stopped = false;

  constructor(
    /** The time of day. */
    readonly now: () => Date = () => new Date(),
    private readonly wait: (ms: number) => Promise<void> = realWait,
  ) {}

  /** Waits this many milliseconds; forever once the clock has been stopped. */
  async sleep(ms: number): Promise<void> {
    await this.wait(ms);
    if (this.stopped) await new Promise(() => undefined);
  }

  /** The current second as the platform writes it: RFC 3339 without fractions. */
  stamp(): string {
    return this.now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
  }

  /** From now on, waiting never ends. */
  stop(): void {
    this.stopped = true;
  }
}

/** Does not keep the process alive: the server does that while it listens. */
function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
