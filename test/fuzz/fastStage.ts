import type { Simulator } from "act365-simulator";
import type { Request } from "../../provider/src/platform/http/transport";
import { startPlatform } from "../support/platform";
import { seeded } from "../support/seeded";
import { plan } from "./faults";
import { inProcess } from "./inProcess";
import { SlowTransport, type Weather } from "./slowTransport";
import type { Host, Stage } from "./stage";
import { FINE, type Trouble } from "./steps";

/** More waits than any step of a correct provider has: a loop without end fails, where it would hang. */
const MOST_SLEEPS = 500;

/** Within the time for which create looks, and longer. */
const LAG = { short: 20_000, long: 300_000 };
/** Within the time for which young instances are asked for again: for commands that follow at once. */
const LAG_OF_YOUNG = { short: 5_000, long: 12_000 };

/** Until whatever shows late shows, and no instance is young. */
const LONG = 10 * 60_000;

/** A stage on a clock that moves only when somebody waits: hundreds of lives in a minute. It stops with the test. */
export async function fastStage(): Promise<Stage> {
  const clock = new FastClock();
  const simulator = await startPlatform({ random: seeded(1), now: () => new Date(clock.now()) });
  return new FastStage(simulator, clock);
}

class FastStage implements Stage {
  readonly customTimeouts = undefined;
  host: Host;
  killed: Promise<void> = new Promise(() => undefined);
  private afloat: Request | undefined;
  private landing: Request | undefined;

  constructor(
    readonly simulator: Simulator,
    private readonly clock: FastClock,
  ) {
    this.host = this.newProcess(FINE, () => undefined);
  }

  begin(trouble: Trouble): void {
    this.clock.sleeps = 0;
    const { faults, kill, pace, nextAtOnce } = trouble;
    // Two POSTs and a look that fails may well leave two instances: then an error or a warning tells.
    this.landing = faults.length === 0 && kill === undefined && pace === 0 ? this.afloat : undefined;
    this.afloat = undefined;
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
    const weather: Weather = {
      pace,
      kill,
      die,
      pass: (ms) => this.clock.pass(ms),
      afloat: (request) => {
        this.afloat = request;
      },
      landing: () => {
        const { landing } = this;
        this.landing = undefined;
        return landing;
      },
    };
    return inProcess(this.simulator, {
      clock: this.clock,
      between: (transport) => new SlowTransport(transport, weather),
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
