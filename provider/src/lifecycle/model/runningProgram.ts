import type { Declaration } from "./heldInstances";

/** What the checks, diffs and creations of a process tell about the program that the engine runs. */
export class RunningProgram {
  private runs = false;
  /** Declarations that were checked, but neither diffed nor created yet. */
  private readonly undecided = new Set<string>();

  /** A declaration was checked. */
  checked({ identity }: Declaration): void {
    this.runs = true;
    this.undecided.add(identity);
  }

  /** A declaration was diffed, or its creation begins. */
  decided({ identity }: Declaration): void {
    this.undecided.delete(identity);
  }

  /** Whether there is one: the engine checks each resource that a program declares. */
  get isRunning(): boolean {
    return this.runs;
  }

  /**
   * Whether a deletion belongs to a replacement for which the engine asks for no diff, such as one by `--replace` or
   * `replaceWith`: what the program no longer declares is deleted only in the end.
   */
  get replacesUnasked(): boolean {
    return this.undecided.size > 0;
  }
}
