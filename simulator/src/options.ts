/** How a simulator is set up. Everything has a default: `startSimulator()` alone starts a usable platform. */
export interface SimulatorOptions {
  /** TCP port on 127.0.0.1. @default 0 (any free port) */
  port?: number;
  /**
   * File that keeps instances, elements and made-up secrets between runs. It is read at start and replaced as a whole
   * after each change; a change is confirmed only once it is in the file.
   * @default none: the data lives as long as the simulator
   */
  data?: string;
  /** Organizations that may call, each with one account and one user. @default one, with made-up secrets */
  organizations?: OrganizationOptions[];
  /**
   * Milliseconds that creating, and re-provisioning by PUT or PATCH, take: the platform calls the vendor in that time.
   * A pair is a range to draw from. "real" is 8 to 26 s, as in the logs of the platform makers' own API tests.
   * @default 0
   */
  latency?: number | "real" | [minMs: number, maxMs: number];
  /** Vendor API keys (`configuration.username`) that the vendor refuses. @default none */
  badKeys?: string[];
  /**
   * What the platform does when the vendor refuses the keys: "refuse" responds with 401 and a providerMessage,
   * "createAnyway" with 200, as some real elements did (platform makers' own API tests). What it does for Act! 365 is
   * not known.
   * @default "refuse"
   */
  badKeysResponse?: "refuse" | "createAnyway";
  /**
   * Whether a mask (`********`) that is sent back overwrites the stored secret. A choice: the platform's own tests only
   * show that the response is 200.
   * @default false: the secret stays unchanged
   */
  maskStoredLiterally?: boolean;
  /**
   * Whether tags are returned in another order than given. Samples in the official documentation show one instance with
   * two orders.
   * @default true
   */
  shuffleTags?: boolean;
  /**
   * Whether users lack the privilege createElementInstances: POST and PUT are then 403, even for an instance that does
   * not exist (asserted by the platform makers' own API tests).
   * @default false
   */
  forbidden?: boolean;
  /**
   * Source of tokens, made-up secrets, request ids, shuffling, random latency and fault probability: numbers in [0, 1).
   * @default Math.random
   */
  random?: () => number;
  /** The time of day. @default the system's */
  now?: () => Date;
  /** Waits this many milliseconds. @default setTimeout */
  sleep?: (ms: number) => Promise<void>;
}

/** An organization that may call the simulator. Omitted values are made up. */
export interface OrganizationOptions {
  /** @default 1190 for the first, then counting up */
  id?: number;
  /** @default "Simulated organization" and the id */
  name?: string;
  /** The secret after `User` in the Authorization header. */
  userSecret?: string;
  /** The secret after `Organization` in the Authorization header. */
  organizationSecret?: string;
  /** @default 11111 for the first, then counting up */
  accountId?: number;
  /** @default 22222 for the first, then counting up */
  userId?: number;
}
