import { type Clock, Deadline } from "../../util/clock";
import { parseDuration } from "../../util/durations";
import type { TimedVerb, Timeouts } from "./values";

/** Milliseconds for a whole operation with all its retries (design.md). */
const DEFAULT_TIMEOUTS: Record<TimedVerb, number> = {
  create: 300_000,
  read: 60_000,
  update: 300_000,
  delete: 120_000,
};

/** When this operation has to end. */
export function deadlineOf(verb: TimedVerb, timeouts: Timeouts | undefined, clock: Clock): Deadline {
  const declared = timeouts?.[verb];
  const total = declared === undefined ? undefined : parseDuration(declared);
  return new Deadline(clock, total ?? DEFAULT_TIMEOUTS[verb]);
}
