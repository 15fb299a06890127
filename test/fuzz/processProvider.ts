import { setTimeout } from "node:timers/promises";
import type { Simulator } from "act365-simulator";
import { startOwnPlugin } from "../host/ownPlugin";
import { configurationFor, startPlatform } from "../support/platform";
import { type Plugin, startPlugin } from "../support/plugin";
import { seeded } from "../support/seeded";
import { plan } from "./faults";
import type { Host, ProviderUnderTest } from "./providerUnderTest";
import type { Kill, Trouble } from "./steps";

type Start = typeof startPlugin;

/** The front ends, and what starts a process of each. */
export const PROCESSES: [string, Start][] = [
  ["the stock dynamic-provider process", startPlugin],
  ["the provider plugin's process", startOwnPlugin],
];

/** "Late" within the timeouts below, and longer. */
const LAG = { short: 300, long: 20_000 };

const SHORT = { create: "1500ms", read: "600ms", update: "600ms", delete: "600ms" };
const PATIENT = { create: "60s", read: "60s", update: "60s", delete: "60s" };

/**
 * A provider in a process, on the machine's clock: waits are kept short by timeouts. It stops with the test.
 * @param start starts the process of one of the front ends
 * @param ahead milliseconds by which the platform's clock is ahead. By default it is far behind, so that instances are old
 *   from the start: about young ones, the provider asks again for 15 seconds
 */
export async function startProcessProvider(start: Start, ahead = -30 * 86_400_000): Promise<ProcessProvider> {
  let passed = ahead;
  const now = () => new Date(Date.now() + passed);
  const simulator = await startPlatform({ random: seeded(1), now });
  const pass = (ms: number) => {
    passed += ms;
  };
  return new ProcessProvider(simulator, start, await start(configurationFor(simulator)), pass);
}

/** May be used for one run after the other, since a process takes a second to start. */
export class ProcessProvider implements ProviderUnderTest {
  customTimeouts = SHORT;
  killed: Promise<void> = new Promise(() => undefined);
  private unlisten = () => undefined as unknown;

  constructor(
    readonly simulator: Simulator,
    private readonly start: Start,
    private plugin: Plugin,
    /** Sets the platform's clock ahead. */
    private readonly pass: (ms: number) => void,
  ) {}

  /** Nothing is left of an earlier run. */
  clear(): void {
    this.customTimeouts = SHORT;
    this.simulator.faults.clear();
    for (const { id } of this.simulator.instances()) this.simulator.others.remove(id);
  }

  get host(): Host {
    return this.plugin;
  }

  begin({ faults, kill }: Trouble): void {
    plan(this.simulator.faults, faults, LAG);
    this.killed = new Promise((resolve) => {
      if (kill !== undefined) this.unlisten = this.killAt(kill, resolve);
    });
  }

  async end(atOnce: boolean): Promise<void> {
    this.unlisten();
    this.simulator.faults.clear();
    if (!atOnce) this.pass(60_000);
  }

  async restart(): Promise<void> {
    await this.plugin.stop();
    // What the platform received of the dead process it still works off.
    await setTimeout(50);
    this.plugin = await this.start(configurationFor(this.simulator));
  }

  calm(): void {
    this.customTimeouts = PATIENT;
    this.pass(60_000);
  }

  private killAt({ request, when }: Kill, killed: () => void): () => void {
    let arrived = 0;
    const die = () => {
      this.plugin.process.kill("SIGKILL");
      killed();
    };
    const offRequest = this.simulator.onRequest(({ method }) => {
      arrived += 1;
      if (arrived === request && (when !== "after" || method === "GET")) die();
    });
    const offCommit = this.simulator.onCommit(() => {
      if (arrived === request && when === "after") die();
    });
    return () => {
      offRequest();
      offCommit();
    };
  }
}
