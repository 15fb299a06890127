import { isMasked, type SimulatedElement } from "../elements/element";
import { isJsonObject, type JsonObject } from "../json";
import { badRequest } from "../refusal";
import type { Configuration } from "./record";

/** What a secret looks like in every response (asserted by the platform makers' own API tests). */
export const mask = "********";

/** A configuration value as the platform keeps it: text, or null when unset. Objects become JSON text. */
export function toStored(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The `configuration` of a request body; 400 if it is there but not an object. */
export function configurationOf(body: JsonObject): JsonObject | undefined {
  const given = body["configuration"];
  if (given === undefined || given === null) return undefined;
  if (!isJsonObject(given)) throw badRequest("configuration must be an object");
  return given;
}

function defaults(element: SimulatedElement): [string, string | null][] {
  return element.configuration.map(({ key, defaultValue = null }) => [key, defaultValue]);
}

/**
 * The configuration of a new instance: the element's keys, filled with its defaults (official documentation), then keys
 * that it does not declare, which are kept. A key given as null counts as not given.
 */
export function initialConfiguration(element: SimulatedElement, given: JsonObject): Configuration {
  const result = new Map(defaults(element));
  for (const [key, value] of Object.entries(given)) {
    const stored = toStored(value);
    if (stored !== null || !result.has(key)) result.set(key, stored);
  }
  return result;
}

/**
 * The configuration after an update: merged key by key (client code relies on it). A null unsets a key, and a mask that
 * is sent back leaves the secret unchanged, unless the simulator is told to store it.
 */
export function mergedConfiguration(
  element: SimulatedElement,
  present: Configuration,
  given: JsonObject,
  maskStoredLiterally = false,
): Configuration {
  // An instance that moves to another element gets that element's keys too.
  const result = new Map([...present, ...defaults(element).filter(([key]) => !present.has(key))]);
  for (const [key, value] of Object.entries(given)) {
    if (value === mask && isMasked(element, key) && !maskStoredLiterally) continue;
    result.set(key, toStored(value));
  }
  return result;
}

/** 400 that names the missing keys, as the official documentation promises; its exact text is not known. */
export function requireKeys(element: SimulatedElement, configuration: Configuration): void {
  const missing = element.configuration.filter((item) => item.required && !configuration.get(item.key));
  if (missing.length === 0) return;
  throw badRequest(`Missing required configuration: ${missing.map((item) => item.key).join(", ")}`);
}

/** A value as responses show it: secrets are masked. */
export function shownValue(element: SimulatedElement, key: string, value: string | null): string | null {
  return value !== null && isMasked(element, key) ? mask : value;
}

/** The whole configuration as responses show it. */
export function shownConfiguration(
  element: SimulatedElement,
  configuration: Configuration,
): Record<string, string | null> {
  return Object.fromEntries([...configuration].map(([key, value]) => [key, shownValue(element, key, value)]));
}
