import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/**
 * Ids of the running processes that have this assignment in their environment. The engine's children lead process groups of
 * their own and outlive a killed engine, so neither groups nor parents find them all; what they inherited does.
 */
export function processesWith(variable: string, value: string): number[] {
  const assignment = words(`${variable}=${value}`);
  return environments()
    .filter(({ id, environment }) => id !== process.pid && words(environment).includes(assignment))
    .map(({ id }) => id);
}

/** Each word between NULs: /proc separates assignments by them, ps by spaces, and a value may have spaces in it. */
function words(text: string): string {
  return `\0${text.replace(/ /g, "\0")}\0`;
}

/** Kills (SIGKILL) them all, and whatever they start meanwhile; resolves when none is left. */
export async function killProcessesWith(variable: string, value: string): Promise<void> {
  for (let left = processesWith(variable, value); left.length > 0; left = processesWith(variable, value)) {
    for (const id of left) kill(id);
    await setTimeout(10);
  }
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has just ended.
  }
}

function environments(): { id: number; environment: string }[] {
  if (existsSync("/proc/self/environ")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ id: Number(name), environment: environmentOf(name) }));
  }
  const list = execFileSync("ps", ["axEww", "-o", "pid=,command="], { encoding: "utf8", maxBuffer: 2 ** 26 });
  return list.split("\n").map((line) => ({ id: Number.parseInt(line, 10), environment: line }));
}

/** Empty for a process that has ended, and for one of somebody else. */
function environmentOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/environ`, "latin1");
  } catch {
    return "";
  }
}
