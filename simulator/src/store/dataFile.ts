import { randomUUID } from "node:crypto";
import { lstatSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** A file that is replaced as a whole. All changes during one write share the next write. */
export class DataFile {
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  /** @param path No symbolic link: renaming onto a link would replace it */
  constructor(
    private readonly path: string,
    private readonly content: () => string,
  ) {}

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
    // Nobody can know the name beforehand, and "wx" follows no symbolic link that stands there.
    const beside = `${this.path}.${randomUUID()}.tmp`;
    try {
      // Readable only by its owner: the file holds tokens and vendor keys.
      const file = await open(beside, "wx", 0o600);
      try {
        await file.writeFile(this.content());
        // Otherwise the new name may reach the disk before the content does.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, this.path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncFolder(dirname(this.path));
  }
}

/** Makes the rename survive a power failure, on platforms that can: Windows opens no folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Deletes what killed runs left beside a file. Only for who holds its lock. */
export function removeLeftovers(path: string): void {
  const [start, end] = [`${basename(path)}.`, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/];
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(start) && end.test(name.slice(start.length)))
      rmSync(join(dirname(path), name), { force: true });
  }
}

/**
 * The file that a path means, even if it does not exist yet: the target, where the path is a symbolic link of the
 * user's own. In a folder that others can write to, somebody else's link could lead anywhere.
 */
export function realTarget(path: string): string {
  let target: string;
  try {
    target = readlinkSync(path);
  } catch {
    return path;
  }
  const user = process.getuid?.();
  if (user !== undefined && lstatSync(path).uid !== user) {
    throw new Error(`${path} is a symbolic link of another user. Name the file that it points to.`);
  }
  return realTarget(resolve(dirname(path), target));
}
