import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { withProgress } from "./progress";

/** Milliseconds without a sign of life after which a holder counts as dead. A build keeps both cores busy: no less. */
const STALE_AFTER = 30_000;
/** Milliseconds between two tries to get the lock. */
const POLL = 250;

/** What waiting needs. */
interface Waiting {
  readonly log: (line: string) => void;
  readonly progressEvery: number;
  readonly signal: AbortSignal | undefined;
}

type Release = () => Promise<void>;

/**
 * Does the work while no other process does work under the same folder's lock. A dead holder's lock is taken over.
 * @param folder is made where it is missing; the lock is a folder in it
 * @param meanwhile what the log says while somebody else holds the lock
 */
export async function withLock<T>(
  folder: string,
  meanwhile: string,
  waiting: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const release = (await take(folder)) ?? (await waitFor(folder, meanwhile, waiting));
  try {
    return await work();
  } finally {
    // Fails where it was taken over meanwhile, as after the machine slept.
    await release().catch(() => undefined);
  }
}

function waitFor(folder: string, meanwhile: string, waiting: Waiting): Promise<Release> {
  waiting.log(`Waiting: ${meanwhile}.`);
  return withProgress("waiting", waiting, async () => {
    for (;;) {
      await sleep(POLL, undefined, { signal: waiting.signal });
      const release = await take(folder);
      if (release !== undefined) return release;
    }
  });
}

/** Undefined where somebody else holds the lock. */
async function take(folder: string): Promise<Release | undefined> {
  try {
    return await lock(folder, {
      lockfilePath: join(folder, "obtaining.lock"),
      stale: STALE_AFTER,
      // By default the process ends. Whoever took the lock over builds the same thing, and the last rename wins.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOCKED") return undefined;
    throw error;
  }
}
