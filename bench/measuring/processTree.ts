import { readdirSync, readFileSync } from "node:fs";

/** The process and all that descend from it. Empty where there is no /proc. */
export function processTree(id: number): number[] {
  // Each thread has a list of its own of the processes that it started.
  const threads = entriesOf(`/proc/${id}/task`);
  const children = threads.flatMap((thread) => textOf(`/proc/${id}/task/${thread}/children`).split(" "));
  return threads.length === 0 ? [] : [id, ...children.filter(Boolean).map(Number).flatMap(processTree)];
}

/** The command line of a process, its arguments separated by spaces. */
export function commandOf(id: number): string {
  return textOf(`/proc/${id}/cmdline`).replaceAll("\0", " ");
}

/** The most memory that a process has held so far, in bytes. */
export function peakMemoryOf(id: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(textOf(`/proc/${id}/status`))?.[1] ?? 0) * 1024;
}

/**
 * Seconds of CPU (user and system) of all processes that descended from this one and have ended. A process that its
 * parent did not wait for is missing: the engine waits for its plugins and programs.
 */
export function cpuOfEndedChildren(): number | undefined {
  // The second field, a name in parentheses, may hold spaces; user and system time of children are fields 16 and 17.
  const fields = textOf("/proc/self/stat").split(") ")[1]?.split(" ");
  // The kernel tells hundredths of a second to every program, whatever its own clock.
  return fields === undefined ? undefined : (Number(fields[13]) + Number(fields[14])) / 100;
}

/** "" for a process that has ended, and where there is no /proc. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
