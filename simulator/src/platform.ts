import type { Clock } from "./clock";
import type { Lateness } from "./faults/lateness";
import type { Random } from "./random";
import type { Logins } from "./server/logins";
import type { Settings } from "./settings";
import type { Store } from "./store/store";
import type { Traces } from "./store/traces";
import type { Usage } from "./store/usage";

/** All that handlers work with: the simulated platform without HTTP. */
export interface Platform {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly lateness: Lateness;
  readonly logins: Logins;
  readonly usage: Usage;
  readonly traces: Traces;
}
