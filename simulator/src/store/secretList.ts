/**
 * Names of members, headers and query parameters whose values are secrets. An Act! 365 API key is a `username`, and the
 * `propertyValue` of a configuration item may be any key's.
 */
const sensitive =
  /(^|\.)username$|password|secret|token|signature|authorization|cookie|callback\.headers|api[._-]?key|providerdata|propertyvalue/i;

/** Whether what stands under this name is a secret. */
export function namesSecret(name: string): boolean {
  return sensitive.test(name);
}

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
