import { readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A file that is replaced as a whole. All changes of one turn of the event loop cost one write. */
export class DataFile {
  private readonly path: string;
  private next: Promise<void> | undefined;

  constructor(
    path: string,
    private readonly content: () => string,
  ) {
    this.path = linkTarget(path);
  }

  /** Resolves when the content of this moment, or a later one, is in the file. */
  save(): Promise<void> {
    this.next ??= new Promise((done) => setImmediate(done)).then(() => {
      this.next = undefined;
      this.write();
    });
    return this.next;
  }

  /** Writes beside it and renames, so that a reader finds the old content or the new, never a part. */
  private write(): void {
    // Always the same name, so that what a kill leaves behind is overwritten.
    const beside = `${this.path}.tmp`;
    try {
      // For its owner only: the file holds tokens and vendor keys.
      writeFileSync(beside, this.content(), { mode: 0o600 });
      renameSync(beside, this.path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }
}

/** Where a symbolic link leads, even when nothing is there yet: renaming onto the link itself would replace it. */
function linkTarget(path: string): string {
  let target: string;
  try {
    target = readlinkSync(path);
  } catch {
    return path;
  }
  return linkTarget(resolve(dirname(path), target));
}
