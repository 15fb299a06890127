import { readlinkSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** A file that is replaced as a whole. All changes during one write share the next write. */
export class DataFile {
  private readonly path: string;
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    path: string,
    private readonly content: () => string,
  ) {
    this.path = linkTarget(path);
  }

  /** Resolves when the current content, or a later one, is in the file. */
  save(): Promise<void> {
    this.next ??= this.running.then(() => {
      this.next = undefined;
      const written = this.write();
      this.running = written.catch(() => undefined);
      return written;
    });
    return this.next;
  }

  /** Writes a second file and renames it, so that a reader finds the old content or the new, never a part. */
  private async write(): Promise<void> {
    // Always the same name, so that a file left behind by a kill is overwritten.
    const beside = `${this.path}.tmp`;
    try {
      // Readable only by its owner: the file holds tokens and vendor keys.
      await writeFile(beside, this.content(), { mode: 0o600 });
      await rename(beside, this.path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
}

/** The target of a symbolic link, even if it does not exist yet: renaming onto the link itself would replace it. */
function linkTarget(path: string): string {
  let target: string;
  try {
    target = readlinkSync(path);
  } catch {
    return path;
  }
  return linkTarget(resolve(dirname(path), target));
}
