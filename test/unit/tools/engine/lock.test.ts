import { spawnSync } from "node:child_process";
import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { withLock } from "../../../../tools/engine/lock";
import { failureOf } from "../../../support/canary";
import { temporaryFolder } from "../../../support/temporaryFolder";

let file: string;
let log: string[];
beforeEach(() => {
  file = join(temporaryFolder("lock"), "lock");
  log = [];
});

const locked = <T>(work: () => Promise<T>, signal = AbortSignal.timeout(3000)) =>
  withLock(file, "somebody else works", { log: (line) => log.push(line), progressEvery: 20, signal }, work);

/** The id of a process that has ended. */
const goneProcess = () => spawnSync(process.execPath, ["-e", ""]).pid;

test("many at once work one after another", async () => {
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
  expect(existsSync(file)).toBe(false);
});

test("work that fails gives the lock back", async () => {
  expect((await failureOf(locked(() => Promise.reject(new Error("no luck"))))).message).toBe("no luck");
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that is gone is taken over at once", async () => {
  writeFileSync(file, `${hostname()} ${goneProcess()} 1\n`);
  expect(await locked(async () => "mine")).toBe("mine");
  expect(log).toEqual([]);
});

test("the lock of another machine is taken over only when it has given no sign of life for long", async () => {
  writeFileSync(file, `another-machine ${goneProcess()} 1\n`);
  expect(await locked(async () => "mine", AbortSignal.timeout(400)).catch(String)).toContain("AbortError");
  expect(log[0]).toBe("Waiting: somebody else works.");
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(file, longAgo, longAgo);
  expect(await locked(async () => "mine")).toBe("mine");
});

test("the lock of a live process is not taken over", async () => {
  writeFileSync(file, `${hostname()} ${process.pid} 1\n`);
  expect(await locked(async () => "mine", AbortSignal.timeout(400)).catch(String)).toContain("AbortError");
  expect(existsSync(file)).toBe(true);
});
