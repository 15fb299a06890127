import type { Clock } from "../util/clock";
import type { Instance } from "./instance";

/** One page of a list. */
export interface Page {
  readonly instances: readonly Instance[];
  /** How many instances the whole list has, if the platform said so. */
  readonly total: number | undefined;
  /** Names the next page to the platform, if there is one. */
  readonly next?: string | undefined;
}

/** A caller: how it loads the list of all instances, page by page, and how long it can wait. */
export interface Asker {
  pages(): AsyncIterable<Page>;
  /** Milliseconds. */
  readonly timeLeft: number;
}

/** The maximum age, in milliseconds, of a list used for a read. A `refresh --yes` reads twice, seconds apart. */
const OLDEST_READ = 10_000;
/** The same for "no instance carries this tag": the look after the POST finds what an old list misses. */
const OLDEST_LOOK = 120_000;
/** Up to this many concurrent reads, and reads in total, loading a list is not worth it. */
const FEW_AT_ONCE = 2;
const FEW = 5;
/** Instances on a page, which is the most that the platform gives (official documentation). */
const PAGE = 200;
/** The longest that a read waits for a list, and the pause after a list failed, in milliseconds. */
const LIST_TIMEOUT = 10_000;

interface Snapshot {
  /** When its first page was requested; milliseconds since 1970. */
  readonly at: number;
  /** How many writes of this process had been counted by then. */
  readonly writes: number;
  readonly byId: ReadonlyMap<string, Instance>;
  readonly byTag: ReadonlyMap<string, readonly string[]>;
  readonly allTagsKnown: boolean;
}

/**
 * The list of all instances, shared by the reads of one process: one request for each page of 200 instances costs less
 * than one for each instance. A list used for a read is at most seconds old, and not older than any write of this
 * process. If the platform's lists lag, they may show a deleted instance a little longer.
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
   * Runs a write of this process.
   * @param tags the tags that it gives to an instance
   */
  async duringWrite<T>(tags: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const tag of tags) this.writtenTags.add(tag);
    this.writes += 1;
    try {
      return await work();
    } finally {
      // A list loaded during the write is as stale as one loaded before.
      this.writes += 1;
    }
  }

  /**
   * The instance from the list, or from `byRequest` if the list is not worth loading, lacks the instance, or shows less
   * of it than a single request would.
   */
  get(id: string, asker: Asker, byRequest: () => Promise<Instance>): Promise<Instance> {
    return this.asking(async () => {
      const fresh = ({ at, writes }: Snapshot) => writes === this.writes && this.age(at) < OLDEST_READ;
      const listed = (await this.snapshotThat(fresh, asker))?.byId.get(id);
      return listed !== undefined && isComplete(listed) ? listed : byRequest();
    });
  }

  /** Whether the list shows that no instance carries the tag; false if unknown, as where it does not show all tags. */
  hasNone(tag: string, asker: Asker): Promise<boolean> {
    return this.asking(async () => {
      if (this.writtenTags.has(tag)) return false;
      const fresh = ({ at }: Snapshot) => this.age(at) < OLDEST_LOOK;
      const snapshot = await this.snapshotThat(fresh, asker);
      return snapshot?.allTagsKnown === true && !snapshot.byTag.has(tag);
    });
  }

  /** The ids of the instances that carried the tag in the last list; none if that is too old. */
  idsWith(tag: string): readonly string[] {
    if (this.snapshot === undefined || this.age(this.snapshot.at) >= OLDEST_READ) return [];
    return this.snapshot.byTag.get(tag) ?? [];
  }

  /** Milliseconds since then. */
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
    // Half of the remaining time is reserved for the single request, in case the list takes too long.
    const longest = Math.min(LIST_TIMEOUT, asker.timeLeft / 2);
    const timeout = this.clock.sleep(longest, loaded.signal);
    const inTime = await Promise.race([this.loading.then(() => true), timeout.then(() => false)]);
    loaded.abort();
    // A caller with little time says nothing about how slow the list is.
    if (!inTime && longest === LIST_TIMEOUT) this.pause();
    return this.snapshot !== undefined && fresh(this.snapshot) ? this.snapshot : undefined;
  }

  /** The list may hold many instances that are not needed here, so its pages are weighed against the reads so far. */
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
      const allTagsKnown = [...byId.values()].every(({ tags }) => tags !== undefined);
      this.snapshot = { at, writes, byId, byTag: tagsOf(byId), allTagsKnown };
    } catch {
      // Each read then sends its own request, whose error says what is wrong.
      this.pause();
    }
  }

  private pause(): void {
    this.notBefore = this.clock.now() + LIST_TIMEOUT;
  }
}

/**
 * Whether an item of a list shows all that a read compares. One that lacks something, or shows an empty configuration,
 * although an element has keys, would hide drift.
 */
function isComplete({ token, tags, disabled, configuration }: Instance): boolean {
  if (token === undefined || tags === undefined || disabled === undefined) return false;
  return configuration !== undefined && Object.keys(configuration).length > 0;
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
