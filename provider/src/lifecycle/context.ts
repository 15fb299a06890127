import type { PlatformClient } from "../platform/client";
import { type Clock, Deadline } from "../platform/clock";
import { parseDuration } from "./duration";
import type { Timeouts } from "./types";

/** The platform's calls that the lifecycle needs. */
export type Platform = Pick<
  PlatformClient,
  "create" | "get" | "put" | "patch" | "delete" | "setEnabled" | "findByTag" | "organizationId" | "ping"
>;

/** What every verb works with. */
export interface Context {
  readonly platform: Platform;
  /** The platform that `platform` talks to, as the state records it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Takes one line for the user. */
  log(line: string): void;
}

/** Milliseconds for a whole operation with all its retries (design.md). */
const DEFAULT_TIMEOUTS: Record<keyof Timeouts, number> = {
  create: 300_000,
  read: 60_000,
  update: 300_000,
  delete: 120_000,
};

/** The moment by which this operation has to end. */
export function deadlineOf(verb: keyof Timeouts, timeouts: Timeouts | undefined, clock: Clock): Deadline {
  const declared = timeouts?.[verb];
  const total = declared === undefined ? undefined : parseDuration(declared);
  return new Deadline(clock, total ?? DEFAULT_TIMEOUTS[verb]);
}
