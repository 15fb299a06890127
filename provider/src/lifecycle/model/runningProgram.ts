import type { Declaration } from "./heldInstances";

/** What a process learns about the program from the order in which the engine checks, diffs, creates and deletes. */
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

  /** Whether there is a program: the engine checks the resources that a program declares, and no others. */
  get isRunning(): boolean {
    return this.runs;
  }

  /**
   * Whether a deletion that comes now belongs to a replacement without a diff, such as one by `--replace` or `replaceWith`:
   * some declaration was checked, but neither diffed nor created. What the program no longer declares is deleted only in the
   * end, when there is no such declaration.
   */
  get replacesWithoutDiff(): boolean {
    return this.undecided.size > 0;
  }
}
