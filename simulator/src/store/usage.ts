/** One call, as `GET /usage` shows it. */
export interface UsageEntry {
  readonly id: number;
  readonly requestId: string;
  readonly organizationId: number;
  readonly instanceId: number | undefined;
  readonly elementKey: string | undefined;
  readonly tags: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly time: Date;
}

/** How many calls are remembered: enough for any test, and bounded for a simulator that runs for weeks. */
const capacity = 1000;

/** Remembers the latest calls by their request ids. */
export class Usage {
  private readonly entries = new Map<string, UsageEntry>();
  private nextId = 1;

  /** Remembers a call and forgets the oldest one if there are too many. */
  add(entry: Omit<UsageEntry, "id">): void {
    this.entries.set(entry.requestId, { ...entry, id: this.nextId });
    this.nextId += 1;
    const [oldest] = this.entries.keys();
    if (this.entries.size > capacity && oldest !== undefined) this.entries.delete(oldest);
  }

  /** The call with this request id. */
  find(organizationId: number, requestId: string): UsageEntry | undefined {
    const entry = this.entries.get(requestId);
    return entry?.organizationId === organizationId ? entry : undefined;
  }

  /** An organization's calls, in the order in which they came. */
  all(organizationId: number): UsageEntry[] {
    return [...this.entries.values()].filter((entry) => entry.organizationId === organizationId);
  }
}
