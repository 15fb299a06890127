import { type ElementDefinition, MASK } from "../../elements/definition";
import { isRecord } from "../../util/json";
import { keysSetBy } from "../model/events";
import { isUnknown } from "../model/unknowns";
import { type Failure, failure } from "./failure";

/** What is wrong with the keys and values of `configuration`. */
export function checkConfiguration(configuration: unknown, events: unknown, element: ElementDefinition): Failure[] {
  if (!isRecord(configuration)) return [];
  const byEvents = keysSetBy(events);
  return Object.entries(configuration).flatMap(([key, value]) => {
    const name = `configuration[${JSON.stringify(key)}]`;
    const credential = element.credentials.find((each) => each.key === key);
    if (credential !== undefined) return [failure(name, `is the input ${credential.input}; set it there`)];
    if (byEvents.includes(key)) return [failure(name, "is also set by events; set it in only one of the two")];
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
