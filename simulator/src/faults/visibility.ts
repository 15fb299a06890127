interface Hidden {
  lists: number;
  reads: number;
  readonly until: number;
}

/** Keeps new instances out of sight for a while, as on a platform whose reads lag behind its writes. */
export class Visibility {
  private readonly hidden = new Map<number, Hidden>();

  constructor(private readonly now: () => Date) {}

  /** Hides an instance from so many lists that would show it, so many reads, and from both for `ms`. */
  hide(id: number, { lists = 0, reads = 0, ms = 0 }: { lists?: number; reads?: number; ms?: number }): void {
    this.hidden.set(id, { lists, reads, until: this.now().getTime() + ms });
  }

  /** Whether a list that would show the instance may show it; counts the list. */
  inList(id: number): boolean {
    return this.seen(id, "lists");
  }

  /** Whether a read by id may find the instance; counts the read. */
  inRead(id: number): boolean {
    return this.seen(id, "reads");
  }

  private seen(id: number, kind: "lists" | "reads"): boolean {
    const hidden = this.hidden.get(id);
    if (!hidden) return true;
    const count = hidden[kind];
    if (count > 0) hidden[kind] = count - 1;
    return count === 0 && this.now().getTime() >= hidden.until;
  }
}
