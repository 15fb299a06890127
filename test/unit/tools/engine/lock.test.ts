import { existsSync, mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../../../tools/engine/lock";
import { failureOf } from "../../../support/canary";
import { temporaryFolder } from "../../../support/temporaryFolder";

let folder: string;
let lock: string;
let log: string[];
beforeEach(() => {
  folder = join(temporaryFolder("lock"), "cache");
  lock = join(folder, "obtaining.lock");
  log = [];
});

const locked = <T>(work: () => Promise<T>, signal = AbortSignal.timeout(3000)) =>
  withLock(folder, "somebody else works", { log: (line) => log.push(line), progressEvery: 20, signal }, work);

/** The lock of a process that gave its last sign of life so many seconds ago. */
function heldSince(seconds: number): void {
  mkdirSync(lock, { recursive: true });
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(lock, then, then);
}

test("several processes work one after another", async () => {
  let atWork = 0;
  let most = 0;
  const work = async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atWork -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => locked(work)));
  expect(most).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

test("work that fails releases the lock", async () => {
  expect((await failureOf(locked(() => Promise.reject(new Error("no luck"))))).message).toBe("no luck");
  expect(existsSync(lock)).toBe(false);
});

test("the lock of a dead process holds nobody up once it has given no sign of life for long", async () => {
  heldSince(60);
  expect(await locked(async () => "mine")).toBe("mine");
  expect(log).toEqual([]);
});

test("the lock of a live process is waited for, and an interruption ends the wait", async () => {
  heldSince(15);
  expect(await locked(async () => "mine", AbortSignal.timeout(400)).catch(String)).toContain("AbortError");
  expect(log[0]).toBe("Waiting: somebody else works.");
  expect(existsSync(lock)).toBe(true);
});
