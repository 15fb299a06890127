import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withProgress } from "./progress";

/** Milliseconds between two signs of life of a holder. */
const HEARTBEAT = 5_000;
/** Milliseconds without one after which a holder counts as dead, wherever it runs. */
const STALE_AFTER = 60_000;
/** Milliseconds between two tries to get the lock. */
const POLL = 250;

/** Who holds a lock, as its file tells. */
interface Holder {
  readonly text: string;
  /** When it last gave a sign of life. */
  readonly seen: number;
}

/** What waiting needs. */
interface Waiting {
  readonly log: (line: string) => void;
  readonly progressEvery: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Does the work while no other process does work under the same file's lock. A dead holder's lock is taken over.
 * @param meanwhile what the log says while somebody else holds the lock
 */
export async function withLock<T>(
  file: string,
  meanwhile: string,
  waiting: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${hostname()} ${process.pid} ${process.hrtime.bigint()}\n`;
  if (!take(file, mine)) {
    waiting.log(`Waiting: ${meanwhile}.`);
    await withProgress("waiting", waiting, async () => {
      while (!take(file, mine)) await sleep(POLL, undefined, { signal: waiting.signal });
    });
  }
  const heartbeat = setInterval(() => giveSignOfLife(file), HEARTBEAT);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    // Not if it was taken over meanwhile, as after the machine slept.
    if (readHolder(file)?.text === mine) rmSync(file, { force: true });
  }
}

function take(file: string, mine: string): boolean {
  const holder = readHolder(file);
  if (holder !== undefined && isDead(holder)) removeLock(file, holder);
  try {
    const lock = openSync(file, "wx");
    writeSync(lock, mine);
    closeSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return { text: readFileSync(file, "utf8"), seen: statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** A process id means something on its own machine only; caches may be shared between machines and containers. */
function isDead({ text, seen }: Holder): boolean {
  if (Date.now() - seen > STALE_AFTER) return true;
  const [host, pid] = text.split(" ");
  return host === hostname() && pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Moves the lock away before it is removed: of two processes that found the same holder dead, one alone succeeds. */
function removeLock(file: string, dead: Holder): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    // The other one was quicker, and holds the lock by now: give it back.
    if (readFileSync(aside, "utf8") !== dead.text) linkSync(aside, file);
  } catch {
    // Somebody else removed it, or took it meanwhile.
  } finally {
    rmSync(aside, { force: true });
  }
}

function giveSignOfLife(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Taken over: whoever did builds the same thing, and the last rename wins.
  }
}
