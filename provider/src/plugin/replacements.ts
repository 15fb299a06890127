/**
 * Tells two deletions apart, for which the engine sends the same request. One belongs to a replacement that deletes first:
 * the instance has to go. The other removes what is left of a replacement that created first, and so adopted its
 * predecessor, maybe in an earlier, interrupted run: the instance is in use. Before the first, a diff reports a change, and
 * neither an update nor a creation comes between that diff and the deletion.
 */
export class Replacements {
  /** By URN, the instance of which a diff reported a change, until an update or a creation begins. */
  private readonly changed = new Map<string, string>();

  /** A diff saw the instance. */
  diffed(urn: string, id: string, changes: boolean): void {
    if (changes) this.changed.set(urn, id);
    else this.changed.delete(urn);
  }

  /** An update or a creation begins: if a deletion follows, it is that of a leftover. */
  writeBegins(urn: string): void {
    this.changed.delete(urn);
  }

  /** Whether a deletion of the instance makes room for its successor. */
  deletesFirst(urn: string, id: string): boolean {
    return this.changed.get(urn) === id;
  }
}
