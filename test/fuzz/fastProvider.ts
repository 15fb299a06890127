import type { Simulator } from "act365-simulator";
import type { Request } from "../../provider/src/platform/http/transport";
import { startPlatform } from "../support/platform";
import { seeded } from "../support/seeded";
import { plan } from "./faults";
import { inProcess } from "./inProcess";
import type { Host, ProviderUnderTest } from "./providerUnderTest";
import { type NetworkFaults, SlowTransport } from "./slowTransport";
import { FINE, type Trouble } from "./steps";

/** More waits than any step of a correct provider has: a loop without end fails, where it would hang. */
const MOST_SLEEPS = 500;

/** Within the time for which create looks, and longer. */
const LAG = { short: 20_000, long: 300_000 };
/** Within the time for which young instances are asked for again: for commands that follow at once. */
const LAG_OF_YOUNG = { short: 5_000, long: 12_000 };

/** Until whatever shows late shows, and no instance is young. */
const LONG = 10 * 60_000;

/** A provider on a clock that moves only when somebody waits: hundreds of runs in a minute. It stops with the test. */
export async function startFastProvider(): Promise<ProviderUnderTest> {
  const clock = new FastClock();
  const simulator = await startPlatform({ random: seeded(1), now: () => new Date(clock.now()) });
  return new FastProvider(simulator, clock);
}

class FastProvider implements ProviderUnderTest {
  readonly customTimeouts = undefined;
  host: Host;
  killed: Promise<void> = new Promise(() => undefined);
  private latePost: Request | undefined;
  private duePost: Request | undefined;

  constructor(
    readonly simulator: Simulator,
    private readonly clock: FastClock,
  ) {
    this.host = this.newProcess(FINE, () => undefined);
  }

  begin(trouble: Trouble): void {
    this.clock.sleeps = 0;
    const { faults, kill, pace, nextAtOnce } = trouble;
    // Two POSTs and a search that fails may well leave two instances: then an error or a warning tells.
    this.duePost = faults.length === 0 && kill === undefined && pace === 0 ? this.latePost : undefined;
    this.latePost = undefined;
    plan(this.simulator.faults, faults, nextAtOnce ? LAG_OF_YOUNG : LAG);
    this.killed = new Promise((resolve) => {
      this.host = this.newProcess(trouble, resolve);
    });
  }

  async end(atOnce: boolean): Promise<void> {
    this.simulator.faults.clear();
    if (!atOnce) this.clock.pass(LONG);
  }

  async restart(): Promise<void> {
    this.host = this.newProcess(FINE, () => undefined);
  }

  calm(): void {
    this.simulator.faults.clear();
    this.clock.pass(LONG);
  }

  /** Cheap here, so that each step has its own. */
  private newProcess({ pace, kill }: Trouble, die: () => void): Host {
    const network: NetworkFaults = {
      pace,
      kill,
      die,
      pass: (ms) => this.clock.pass(ms),
      keepLatePost: (request) => {
        this.latePost = request;
      },
      takeLatePost: () => {
        const { duePost } = this;
        this.duePost = undefined;
        return duePost;
      },
    };
    return inProcess(this.simulator, {
      clock: this.clock,
      between: (transport) => new SlowTransport(transport, network),
    });
  }
}

class FastClock {
  sleeps = 0;
  private time = Date.parse("2026-01-02T03:04:05Z");
  readonly random = seeded(2);

  now(): number {
    return this.time;
  }

  pass(ms: number): void {
    this.time += ms;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps += 1;
    if (this.sleeps > MOST_SLEEPS) throw new Error(`slept more than ${MOST_SLEEPS} times in one step`);
    this.pass(ms);
  }
}
