import { ACT_365 } from "../platform/actessentials";
import { MASK } from "../platform/elementDefinition";
import { isRecord } from "../platform/json";
import { eventKeys } from "./events";
import { absent, closed, type Failure } from "./failure";
import { parseInputs } from "./parse";
import { isUnknown } from "./unknowns";

/** What is wrong with `configuration`. It may hold secrets, so no failure names it as its property, or shows a value. */
export function checkConfiguration(configuration: unknown, events: unknown): Failure[] {
  if (absent(configuration)) return [];
  if (!isRecord(configuration)) return [closed("configuration", "has to be a map of keys to values")];
  const byEvents = isRecord(events) ? eventKeys(parseInputs({ events: withUnknowns(events) }).events) : {};
  return Object.entries(configuration).flatMap(([key, value]) => {
    const name = `configuration[${JSON.stringify(key)}]`;
    const { apiKey, developerKey } = ACT_365.credentials;
    if (key === apiKey) return [closed(name, "is the input apiKey; give it there")];
    if (key === developerKey) return [closed(name, "is the input developerKey; give it there")];
    if (Object.hasOwn(byEvents, key)) return [closed(name, "is given by events as well; give it in one of the two")];
    return checkValue(key, name, value);
  });
}

function checkValue(key: string, name: string, value: unknown): Failure[] {
  if (isUnknown(value)) return [];
  if (value === MASK) return [closed(name, "is the mask that the platform shows instead of a secret")];
  if (typeof value === "number" && !Number.isFinite(value)) return [closed(name, "has to be a finite number")];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return [closed(name, "has to be a string, number or boolean; write an object as JSON text (JSON.stringify)")];
  }
  if (ACT_365.configuration[key]?.type === "boolean" && String(value) !== "true" && String(value) !== "false") {
    return [closed(name, "has to be true or false")];
  }
  return [];
}

/** A property of `events` that is not known yet takes its key all the same, whatever its type will be. */
function withUnknowns(events: Record<string, unknown>): Record<string, unknown> {
  const stand: Record<string, unknown> = { pollIntervalMinutes: 1, basicAuth: {}, pollers: {} };
  return Object.fromEntries(
    Object.entries(events).map(([name, value]) => [name, isUnknown(value) ? (stand[name] ?? value) : value]),
  );
}
