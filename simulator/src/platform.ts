import type { SimulatedClock } from "./clock";
import type { Lateness } from "./faults/lateness";
import type { SimulatorOptions } from "./options";
import type { Logins } from "./organizations/logins";
import type { Random } from "./random";
import type { Store } from "./store/store";
import type { UsageEntry } from "./store/usageEntry";

/** Everything that handlers work with: the platform without HTTP. */
export interface SimulatedPlatform {
  readonly store: Store;
  readonly options: Readonly<SimulatorOptions>;
  /** How long the vendor takes, in milliseconds: a range to draw from. */
  readonly latency: readonly [min: number, max: number];
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** What reads do not show yet, or still show. */
  readonly lateness: Lateness;
  readonly logins: Logins;
  /** The latest element calls, oldest first. Lost when the simulator stops. */
  readonly usage: UsageEntry[];
  /** The element id of each authentication trace that a caller requested. Lost when the simulator stops. */
  readonly traces: Map<string, number>;
}
