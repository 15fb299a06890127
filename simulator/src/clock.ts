/** The time of day, and waiting, both replaceable by tests. */
export class Clock {
  private readonly timers = new Set<NodeJS.Timeout>();
  private cancelled = false;

  constructor(
    /** The time of day. */
    readonly now: () => Date = () => new Date(),
    private readonly otherSleep?: (ms: number) => Promise<void>,
  ) {}

  /** Waits so many milliseconds. */
  async sleep(ms: number): Promise<void> {
    await (this.otherSleep ? this.otherSleep(ms) : this.realSleep(ms));
    if (this.cancelled) await new Promise(() => undefined);
  }

  private async realSleep(ms: number): Promise<void> {
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }

  /** The present second as the platform writes it: RFC 3339 without fractions. */
  stamp(): string {
    return this.now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
  }

  /** Drops every wait, under way or to come: whoever waits never goes on. */
  cancel(): void {
    this.cancelled = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
