import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const UNFINISHED = "unfinished-";

/**
 * Fills a new folder, and makes its `bin` that of the cache in one step, so that nobody ever sees half of one.
 * Only the holder of the cache's lock may do this.
 * @param fill puts programs into `bin` of the folder that it is given, and fails unless they can be used
 * @returns the `bin` in the cache
 */
export async function fillAtOnce(cacheFolder: string, fill: (folder: string) => Promise<void>): Promise<string> {
  mkdirSync(cacheFolder, { recursive: true });
  removeUnfinished(cacheFolder);
  const folder = mkdtempSync(join(cacheFolder, UNFINISHED));
  try {
    await fill(folder);
    const target = join(cacheFolder, "bin");
    // What stands there, if anything, could not be used.
    rmSync(target, { recursive: true, force: true });
    renameSync(join(folder, "bin"), target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Left by runs that were killed. */
function removeUnfinished(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}
