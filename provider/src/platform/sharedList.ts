import type { Clock } from "./clock";
import type { Instance } from "./instance";

/** One page of a list, and how many instances the whole list has, if the platform told. */
export interface Page {
  readonly instances: readonly Instance[];
  readonly total: number | undefined;
}

/** Who asks: how it loads the list of all instances, page by page, and how long it can wait. */
export interface Asker {
  pages(): AsyncIterable<Page>;
  /** Milliseconds. */
  readonly timeLeft: number;
}

/** Milliseconds that an answer to a read may be old. A `refresh --yes` reads twice, seconds apart. */
const OLDEST_READ = 10_000;
/** The same for "no instance carries this tag": the look after the POST finds what this one missed. */
const OLDEST_LOOK = 120_000;
/** Questions that wait at the same time, and questions in all, up to which a list does not pay. */
const FEW_AT_ONCE = 2;
const FEW = 5;
/** Instances on a page, which is the most that the platform gives (official documentation). */
const PAGE = 200;
/** Milliseconds for which a question waits for a list at the most, and for which no list is tried after one failed. */
const PATIENCE = 10_000;

interface Snapshot {
  /** When its first page was asked for; milliseconds since 1970. */
  readonly at: number;
  /** How many writes of this process were known then. */
  readonly writes: number;
  readonly byId: ReadonlyMap<string, Instance>;
  readonly byTag: ReadonlyMap<string, readonly string[]>;
}

/**
 * The list of all instances, shared by the questions of one process, since one request a page of 200 instances costs less
 * than one request an instance. An answer to a read is at most seconds old, and what was listed before a write of this
 * process answers no read any more. Where the platform's lists lag, they may show a deleted instance a little longer.
 */
export class SharedList {
  private snapshot: Snapshot | undefined;
  private loading: Promise<void> | undefined;
  private notBefore = 0;
  private total = 0;
  private asked = 0;
  private waiting = 0;
  private writes = 0;
  private readonly writtenTags = new Set<string>();

  constructor(private readonly clock: Clock) {}

  /**
   * Does a write of this process.
   * @param tags the tags that it gives to an instance
   */
  async duringWrite<T>(tags: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const tag of tags) this.writtenTags.add(tag);
    this.writes += 1;
    try {
      return await work();
    } finally {
      // What was listed while it was under way is as stale as what was listed before.
      this.writes += 1;
    }
  }

  /**
   * The instance as the list shows it, or as `byRequest` does: where the list does not pay, does not show the instance, or
   * shows less of it than a single request would.
   */
  get(id: string, asker: Asker, byRequest: () => Promise<Instance>): Promise<Instance> {
    return this.asking(async () => {
      const fresh = ({ at, writes }: Snapshot) => writes === this.writes && this.age(at) < OLDEST_READ;
      const listed = (await this.snapshotThat(fresh, asker))?.byId.get(id);
      return listed?.configuration === undefined || listed.token === undefined ? byRequest() : listed;
    });
  }

  /** Whether the list shows that no instance carries the tag; false where that is not known. */
  hasNone(tag: string, asker: Asker): Promise<boolean> {
    return this.asking(async () => {
      if (this.writtenTags.has(tag)) return false;
      const fresh = ({ at }: Snapshot) => this.age(at) < OLDEST_LOOK;
      const snapshot = await this.snapshotThat(fresh, asker);
      return snapshot !== undefined && !snapshot.byTag.has(tag);
    });
  }

  /** The ids of the instances that carried the tag when the list was loaded last; none where that is long ago. */
  idsWith(tag: string): readonly string[] {
    if (this.snapshot === undefined || this.age(this.snapshot.at) >= OLDEST_READ) return [];
    return this.snapshot.byTag.get(tag) ?? [];
  }

  /** Milliseconds since that moment. */
  private age(at: number): number {
    return this.clock.now() - at;
  }

  private async asking<T>(question: () => Promise<T>): Promise<T> {
    this.asked += 1;
    this.waiting += 1;
    try {
      return await question();
    } finally {
      this.waiting -= 1;
    }
  }

  private async snapshotThat(fresh: (snapshot: Snapshot) => boolean, asker: Asker): Promise<Snapshot | undefined> {
    if (this.snapshot !== undefined && fresh(this.snapshot)) return this.snapshot;
    if (!this.pays()) return undefined;
    this.loading ??= this.load(asker).finally(() => {
      this.loading = undefined;
    });
    const loaded = new AbortController();
    // Half of the time that is left is for the single request, should the list take too long.
    const longest = Math.min(PATIENCE, asker.timeLeft / 2);
    const patience = this.clock.sleep(longest, loaded.signal);
    const inTime = await Promise.race([this.loading.then(() => true), patience.then(() => false)]);
    loaded.abort();
    // One that has little time says nothing about how slow the list is.
    if (!inTime && longest === PATIENCE) this.pause();
    return this.snapshot !== undefined && fresh(this.snapshot) ? this.snapshot : undefined;
  }

  /** The list may hold many instances that nobody here asks for, so its pages are weighed against the questions so far. */
  private pays(): boolean {
    if (this.clock.now() < this.notBefore) return false;
    if (this.loading !== undefined) return true;
    return (this.waiting > FEW_AT_ONCE || this.asked > FEW) && this.worth();
  }

  private worth(): boolean {
    return this.total / PAGE <= this.waiting + this.asked;
  }

  private async load(asker: Asker): Promise<void> {
    const [at, writes] = [this.clock.now(), this.writes];
    const byId = new Map<string, Instance>();
    try {
      for await (const { instances, total } of asker.pages()) {
        for (const instance of instances) byId.set(instance.id, instance);
        this.total = Math.max(total ?? 0, byId.size);
        if (!this.worth()) return;
      }
      this.snapshot = { at, writes, byId, byTag: tagsOf(byId) };
    } catch {
      // Each question is asked by a request of its own, whose error tells what is wrong.
      this.pause();
    }
  }

  private pause(): void {
    this.notBefore = this.clock.now() + PATIENCE;
  }
}

function tagsOf(byId: ReadonlyMap<string, Instance>): Map<string, string[]> {
  const byTag = new Map<string, string[]>();
  for (const { id, tags = [] } of byId.values()) {
    for (const tag of tags) {
      const ids = byTag.get(tag);
      if (ids === undefined) byTag.set(tag, [id]);
      else ids.push(id);
    }
  }
  return byTag;
}
