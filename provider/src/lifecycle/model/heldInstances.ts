import type { InstanceInputs } from "./properties";

/**
 * The instances of one platform that the resources of this process hold: those that a diff without replacement saw, and
 * those that a create made or adopted. The engine asks for a deletion by id alone, also for what is left of a replacement
 * that adopted its own predecessor, or of a renamed resource with the same `adoptId`: then the live instance must stay.
 */
export class HeldInstances {
  private readonly holders = new Map<string, string>();
  private readonly justRead = new Set<string>();

  /**
   * Holds the instance for a declaration.
   * @returns the other declaration that holds it already, if there is one; then nothing changes
   */
  hold(id: string, inputs: InstanceInputs): string | undefined {
    const declaration = declarationOf(inputs);
    const holder = this.holders.get(id);
    if (holder !== undefined && holder !== declaration) return holder;
    this.holders.set(id, declaration);
    return undefined;
  }

  /** A read found the instance. In a refresh, the engine diffs it next, whether or not a program still declares it. */
  seenByRead(id: string): void {
    this.justRead.add(id);
  }

  /** A diff saw the instance, and asks for no replacement. */
  seenByDiff(id: string, inputs: InstanceInputs): void {
    if (!this.justRead.delete(id)) this.holders.set(id, declarationOf(inputs));
  }

  /** Whether a resource of this process holds the instance. */
  has(id: string): boolean {
    return this.holders.has(id);
  }

  /** The instance is gone, or was not adopted after all. */
  release(id: string): void {
    this.holders.delete(id);
  }
}

/** How messages name a declaration. Without owner tags nothing but the name tells two apart. */
function declarationOf({ ownerTag, name }: InstanceInputs): string {
  return ownerTag ?? `named ${JSON.stringify(name)}`;
}
