/** One element call, as `GET /usage` shows it. */
export interface UsageEntry {
  /** Counts up; the list's paging relies on it. */
  readonly id: number;
  readonly requestId: string;
  readonly organizationId: number;
  readonly instanceId: number;
  readonly elementKey: string;
  readonly tags: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly time: Date;
}

/** How many calls are remembered: enough for any test, but limited for a simulator that runs for weeks. */
const capacity = 1000;

/** Remembers a call, and forgets the oldest one if there are too many. */
export function addUsage(usage: UsageEntry[], entry: Omit<UsageEntry, "id">): void {
  usage.push({ ...entry, id: (usage.at(-1)?.id ?? 0) + 1 });
  if (usage.length > capacity) usage.shift();
}
