/**
 * Tells a replacement that deletes first from one that creates first. The engine gives a deletion only an id, also for what
 * is left of a replacement that took its own predecessor over, maybe in an earlier, interrupted run. What tells them apart:
 * a diff announces the change, and then neither an update nor a creation follows before the deletion.
 */
export class Replacements {
  /** By URN, the instance whose change a diff announced. */
  private readonly announced = new Map<string, string>();

  /** A diff saw the instance. */
  diffed(urn: string, id: string, changes: boolean): void {
    if (changes) this.announced.set(urn, id);
    else this.announced.delete(urn);
  }

  /** An update or a creation begins: what the state goes on with is decided. */
  wentOn(urn: string): void {
    this.announced.delete(urn);
  }

  /** Whether a deletion of the instance makes room for its successor. */
  deletesFirst(urn: string, id: string): boolean {
    return this.announced.get(urn) === id;
  }
}
