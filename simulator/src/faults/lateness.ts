import type { InstanceRecord } from "../instances/record";
import type { Lag } from "./types";

interface Late {
  /** The instance as it was when it was removed; undefined for a new one. */
  readonly removed?: InstanceRecord;
  lists: number;
  reads: number;
  readonly until: number;
}

/** Reads that lag behind writes: new instances that do not show yet, and deleted ones that still do. */
export class Lateness {
  private readonly late = new Map<number, Late>();

  constructor(private readonly now: () => Date) {}

  /** Hides a new instance. */
  hide(created: InstanceRecord, lag: Lag): void {
    this.late.set(created.id, this.entry(lag));
  }

  /** Keeps showing an instance that was removed. */
  linger(removed: InstanceRecord, lag: Lag): void {
    this.late.set(removed.id, { removed, ...this.entry(lag) });
  }

  /** Removed instances that may still be shown. */
  removed(): InstanceRecord[] {
    return [...this.late.values()].flatMap(({ removed }) => removed ?? []);
  }

  /** Whether a list that would show the instance shows it; counts the list. */
  inList(id: number): boolean {
    return this.shown(id, "lists");
  }

  /** Whether a GET by id finds the instance; counts the GET. */
  inRead(id: number): boolean {
    return this.shown(id, "reads");
  }

  private entry({ lists = 0, reads = 0, ms = 0 }: Lag) {
    return { lists, reads, until: this.now().getTime() + ms };
  }

  private shown(id: number, kind: "lists" | "reads"): boolean {
    const entry = this.late.get(id);
    if (!entry) return true;
    const inTime = this.now().getTime() < entry.until;
    const late = inTime || entry[kind] > 0;
    if (entry[kind] > 0) entry[kind] -= 1;
    if (!inTime && entry.lists + entry.reads === 0) this.late.delete(id);
    return late === (entry.removed !== undefined);
  }
}
