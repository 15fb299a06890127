import type { ChildProcess } from "node:child_process";
import { commandOf, cpuOfEndedChildren, peakMemoryOf, processTree } from "./processTree";

/** A command under way. */
export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly status: number | null; readonly output: string }>;
}

/** What a command took. */
export interface Cost {
  readonly seconds: number;
  /** Seconds of CPU of all its processes; undefined where the system does not tell. */
  readonly cpuSeconds: number | undefined;
  /** Most memory (bytes) that the provider's process held; undefined where there was none, or the system does not tell. */
  readonly providerMemory: number | undefined;
}

/**
 * Milliseconds between two looks at the provider's memory. Each takes a millisecond of CPU, which a subject without a
 * provider is spared.
 */
const LOOK_EVERY = 250;

/**
 * Runs a command to its end; nothing else may be measured meanwhile.
 * @param provider matches the command line of the provider's process
 * @throws with what the command printed, where it does not end well
 */
export async function measure(start: () => Started, provider: RegExp | undefined): Promise<Cost> {
  const cpuBefore = cpuOfEndedChildren();
  const began = process.hrtime.bigint();
  const started = start();
  let providerMemory = 0;
  const looks = setInterval(() => {
    if (provider === undefined || started.process.pid === undefined) return;
    const providers = processTree(started.process.pid).filter((id) => provider.test(commandOf(id)));
    providerMemory = Math.max(providerMemory, ...providers.map(peakMemoryOf));
  }, LOOK_EVERY);
  const { status, output } = await started.ended.finally(() => clearInterval(looks));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const cpuAfter = cpuOfEndedChildren();
  if (status !== 0) throw new Error(`${started.process.spawnargs.join(" ")} ended with ${status}:\n${output}`);
  return {
    seconds,
    cpuSeconds: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
    providerMemory: providerMemory || undefined,
  };
}
