/** Everything that opens something, here or at a vendor, dead or alive: what the record of requests must not show. */
export class SecretList {
  private readonly known = new Set<string>();
  private readonly list: string[] = [];

  /** Adds secrets; those that are known already stay once. */
  add(...secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (this.known.has(secret)) continue;
      this.known.add(secret);
      this.list.push(secret);
    }
  }

  /** All secrets so far. */
  get all(): readonly string[] {
    return this.list;
  }
}
