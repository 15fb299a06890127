import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The locks of this process. */
const held = new Set<string>();

/**
 * Keeps a second simulator away from a data file, whose changes it would undo. The lock is a file with the process id;
 * one of a process that is gone counts no more.
 * @returns what releases it
 */
export function lockDataFile(path: string): () => void {
  const lock = `${path}.lock`;
  if (!created(lock)) {
    if (isRunning(holderOf(lock), lock)) throw inUse(path, lock);
    rmSync(lock, { force: true });
    // Another one may have taken it over in the meantime.
    if (!created(lock)) throw inUse(path, lock);
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) rmSync(lock, { force: true });
  };
}

/** What is wrong if a data file, or what belongs beside it, cannot be written. */
export function cannotWrite(path: string, error: unknown): Error {
  const folder = dirname(path);
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`${path} cannot be written: ${existsSync(folder) ? reason : `there is no folder ${folder}`}`);
}

function created(lock: string): boolean {
  try {
    // "wx" neither replaces a file nor follows a symbolic link.
    writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (isCoded(error) && error.code === "EEXIST") return false;
    throw cannotWrite(lock.replace(/\.lock$/, ""), error);
  }
}

function holderOf(lock: string): string {
  try {
    return readFileSync(lock, "utf8").trim();
  } catch {
    return "";
  }
}

/** Whether a lock is still held. If in doubt, it is: two simulators on one file lose data. */
function isRunning(holder: string, lock: string): boolean {
  if (!/^[1-9]\d*$/.test(holder)) return true;
  // In a new container this process may have the id of the one that was killed.
  if (Number(holder) === process.pid) return held.has(lock);
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    // Another user's process must not be signaled, but it exists.
    return !isCoded(error) || error.code !== "ESRCH";
  }
}

function inUse(path: string, lock: string): Error {
  const holder = holderOf(lock);
  const who = /^\d+$/.test(holder) ? `process ${holder}` : "an unknown process";
  return new Error(
    `${path} is in use by another simulator (${who}). Stop it, or use another file. ` +
      `If that process is no simulator, delete ${lock}.`,
  );
}

function isCoded(error: unknown): error is { readonly code: unknown } {
  return typeof error === "object" && error !== null && "code" in error;
}
