/** A declaration of the program. */
export interface Declaration {
  /** Tells it apart from all others of the process. */
  readonly identity: string;
  /** How messages name it. */
  readonly shown: string;
}

/**
 * The instances of one platform that the resources of this process hold: those that a diff without replacement saw, and
 * those that a create made or adopted. The engine requests a deletion only by id, also for the remains of a replacement
 * that adopted its own predecessor, or of a renamed resource with the same `adoptId`. The live instance must then stay.
 */
export class HeldInstances {
  private readonly holders = new Map<string, Declaration>();
  private readonly deleted = new Set<string>();
  private readonly readsBeforeDiff = new Map<string, number>();

  /**
   * Holds the instance for a declaration.
   * @returns the other declaration that holds it already, if there is one; then nothing changes
   */
  hold(id: string, declaration: Declaration): string | undefined {
    const holder = this.otherHolder(id, declaration);
    if (holder === undefined) this.holders.set(id, declaration);
    return holder;
  }

  /** The other declaration that holds the instance, if there is one. */
  otherHolder(id: string, { identity }: Declaration): string | undefined {
    const holder = this.holders.get(id);
    return holder?.identity === identity ? undefined : holder?.shown;
  }

  /**
   * A read found a managed instance. In a refresh, the engine diffs it next, whether or not a program still declares
   * it: once per read, if two resources in the state have the same id.
   */
  seenByRead(id: string): void {
    this.readsBeforeDiff.set(id, (this.readsBeforeDiff.get(id) ?? 0) + 1);
  }

  /** Whether the next diff of the instance is that of a refresh, which changes nothing on the platform. */
  isRefreshing(id: string): boolean {
    return (this.readsBeforeDiff.get(id) ?? 0) > 0;
  }

  /**
   * A diff saw the instance, and its declaration holds it from then on.
   * @param stays whether the diff needs no replacement, and all inputs are known
   * @returns the other declaration that holds it already, if there is one; then nothing changes
   */
  seenByDiff(id: string, declaration: Declaration, stays: boolean): string | undefined {
    const reads = this.readsBeforeDiff.get(id) ?? 0;
    if (reads === 0) return stays ? this.hold(id, declaration) : undefined;
    this.readsBeforeDiff.set(id, reads - 1);
    return undefined;
  }

  /** Whether a resource of this process holds the instance. */
  has(id: string): boolean {
    return this.holders.has(id);
  }

  /** The declaration gives the instance up, so that it can be deleted; that of another declaration stays held. */
  giveUp(id: string, { identity }: Declaration): void {
    if (this.holders.get(id)?.identity === identity) this.release(id);
  }

  /** The instance was not adopted after all. */
  release(id: string): void {
    this.holders.delete(id);
  }

  /** The platform deleted the instance for this process, or told it that it was deleted already. */
  noteDeleted(id: string): void {
    this.deleted.add(id);
    this.release(id);
  }

  /** Whether the instance is certainly deleted, even where lists and reads of the platform still show it. */
  wasDeleted(id: string): boolean {
    return this.deleted.has(id);
  }
}
