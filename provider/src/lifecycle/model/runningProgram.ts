import type { Declaration } from "./heldInstances";

/** What the checks and diffs of a process tell about the program that the engine runs. */
export class RunningProgram {
  private runs = false;
  /** Declarations that were checked, and not diffed since. */
  private readonly undiffed = new Set<string>();

  /** A declaration was checked. */
  checked({ identity }: Declaration): void {
    this.runs = true;
    this.undiffed.add(identity);
  }

  /** A declaration was diffed. */
  diffed({ identity }: Declaration): void {
    this.undiffed.delete(identity);
  }

  /** Whether there is one: the engine checks each resource that a program declares. */
  get isRunning(): boolean {
    return this.runs;
  }

  /**
   * Whether a deletion of the declaration's instance is part of a replacement for which the engine asked for no diff: where
   * `--replace` names the resource, for example.
   */
  isReplacedUnasked({ identity }: Declaration): boolean {
    return this.undiffed.has(identity);
  }
}
