import { readlinkSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * A file that is replaced as a whole. Writes are coalesced: at most one is under way and one waits, so that many changes
 * at once cost two writes, not one each.
 */
export class DataFile {
  private running: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | undefined;
  private readonly path: string;

  constructor(
    path: string,
    private readonly content: () => string,
  ) {
    this.path = linkTarget(path);
  }

  /** Resolves when the content of this moment, or a later one, is on the disk. */
  save(): Promise<void> {
    if (this.waiting) return this.waiting;
    const next = this.running
      .catch(() => undefined)
      .then(() => {
        this.waiting = undefined;
        return this.write();
      });
    this.waiting = next;
    this.running = next;
    return next;
  }

  /** Writes beside and renames, so that a reader finds the old content or the new one, never a part. */
  private async write(): Promise<void> {
    // Always the same name, so that what a kill leaves behind is written over.
    const beside = `${this.path}.tmp`;
    try {
      // The file holds tokens and vendor keys.
      const file = await open(beside, "w", 0o600);
      try {
        await file.writeFile(this.content());
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, this.path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
}

/** Where a symbolic link leads, also when nothing is there yet: renaming onto the link itself would replace it. */
function linkTarget(path: string): string {
  let target: string;
  try {
    target = readlinkSync(path);
  } catch {
    return path;
  }
  return linkTarget(resolve(dirname(path), target));
}
