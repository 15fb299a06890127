import type { Properties } from "../lifecycle/model/properties";
import type { TimedVerb } from "../operations/call";
import { isUnknownOfEngine } from "../operations/engineValues";
import { parseDuration } from "../util/durations";
import { isRecord, sameJson } from "../util/json";

/**
 * The option `customTimeouts`, which the stock plugin does not pass on: the constructor adds it to the properties, and so
 * it is in the state, where read and delete find it.
 */
export const TIMEOUTS = "customTimeouts";

/** Milliseconds for this verb; undefined if the program does not say. */
export function timeoutOf(verb: TimedVerb, { [TIMEOUTS]: timeouts }: Properties): number | undefined {
  const text = isRecord(timeouts) ? timeouts[verb] : undefined;
  return typeof text === "string" ? parseDuration(text) : undefined;
}

/** The timeouts alone, as properties. */
export function timeoutsOf({ [TIMEOUTS]: timeouts }: Properties): Properties {
  return isRecord(timeouts) ? { [TIMEOUTS]: timeouts } : {};
}

/** Whether two sets of properties have the same timeouts. */
export function sameTimeouts(one: Properties, other: Properties): boolean {
  return sameJson(timeoutsOf(one), timeoutsOf(other));
}

/** What is wrong with the timeouts, one text a problem. */
export function timeoutProblems({ [TIMEOUTS]: timeouts }: Properties): string[] {
  if (!isRecord(timeouts)) return [];
  return Object.entries(timeouts)
    .filter(([, text]) => text !== undefined && text !== null && !isUnknownOfEngine(text))
    .filter(([, text]) => typeof text !== "string" || !(Number(parseDuration(text)) > 0))
    .map(([verb]) => `${TIMEOUTS}.${verb} must be a duration above zero, such as "90s" or "5m"`);
}
