import { type ElementDefinition, MASK } from "../../elements/definition";
import { isRecord } from "../../util/json";
import { eventKeys } from "../model/events";
import { isUnknown } from "../model/unknowns";
import { events as parseEvents } from "../model/values";
import { absent, type Failure, failure } from "./failure";

/** What is wrong with `configuration`. */
export function checkConfiguration(configuration: unknown, events: unknown, element: ElementDefinition): Failure[] {
  if (absent(configuration)) return [];
  if (!isRecord(configuration)) return [failure("configuration", "must be a map of keys to values")];
  const byEvents = isRecord(events) ? eventKeys(parseEvents(withUnknowns(events))) : {};
  return Object.entries(configuration).flatMap(([key, value]) => {
    const name = `configuration[${JSON.stringify(key)}]`;
    const credential = element.credentials.find((each) => each.key === key);
    if (credential !== undefined) return [failure(name, `is the input ${credential.input}; set it there`)];
    if (Object.hasOwn(byEvents, key)) return [failure(name, "is also set by events; set it in only one of the two")];
    return checkValue(key, name, value, element);
  });
}

function checkValue(key: string, name: string, value: unknown, element: ElementDefinition): Failure[] {
  if (isUnknown(value)) return [];
  if (value === MASK) return [failure(name, "is the mask that the platform shows instead of a secret")];
  if (typeof value === "number" && !Number.isFinite(value)) return [failure(name, "must be a finite number")];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return [failure(name, "must be a string, number or boolean; write an object as JSON text (JSON.stringify)")];
  }
  if (element.configuration[key]?.type === "boolean" && String(value) !== "true" && String(value) !== "false") {
    return [failure(name, "must be true or false")];
  }
  return [];
}

/** A property of `events` whose value is unknown still occupies its key, whatever its type will be. */
function withUnknowns(events: Record<string, unknown>): Record<string, unknown> {
  const stand: Record<string, unknown> = { pollIntervalMinutes: 1, basicAuth: {}, pollers: {} };
  return Object.fromEntries(
    Object.entries(events).map(([name, value]) => [name, isUnknown(value) ? (stand[name] ?? "") : value]),
  );
}
