import { defaultOf, type ElementDefinition, MASK } from "../../elements/definition";
import { sameJson } from "../../util/json";
import { eventKeys } from "./events";
import type { InstanceInputs, InstanceState } from "./properties";
import type { Configuration } from "./types";

/** Keys and values as they are sent: the platform keeps all values as text, null for a key that is not set. */
export type PlatformConfiguration = Record<string, string | null>;

type Declared = Pick<InstanceState, "events" | "configuration">;

/** The keys and values that the program declares, in `configuration` and in `events`, without the vendor's credentials. */
export function declaredConfiguration(inputs: Declared): Record<string, string> {
  const others = Object.entries(inputs.configuration ?? {}).map(([key, value]) => [key, String(value)] as const);
  return { ...Object.fromEntries(others), ...eventKeys(inputs.events) };
}

/**
 * The whole configuration for POST and PUT: the vendor's credentials, what is declared, and for each key that is no
 * longer declared, the element's default (the platform merges, so omitting it would keep the old value).
 */
export function fullConfiguration(
  element: ElementDefinition,
  inputs: InstanceInputs,
  before: Declared = {},
): PlatformConfiguration {
  const declared = declaredConfiguration(inputs);
  const removed = Object.keys(declaredConfiguration(before)).filter((key) => !Object.hasOwn(declared, key));
  return {
    ...Object.fromEntries(removed.map((key) => [key, defaultOf(element, key)])),
    ...declared,
    ...Object.fromEntries(element.credentials.map(({ input, key }) => [key, inputs.credentials[input] ?? null])),
  };
}

/** Whether two values of a key mean the same: JSON texts may be spaced and ordered differently. */
export function sameValue(
  element: ElementDefinition,
  key: string,
  a: string | undefined,
  b: string | undefined,
): boolean {
  if (a === b) return true;
  if (element.configuration[key]?.type !== "json" || a === undefined || b === undefined) return false;
  try {
    return sameJson(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}

/**
 * `configuration` as in effect: for each key that was declared, the platform's value. A masked value, or a key missing
 * from the response, says nothing; null means that the key is no longer set.
 */
export function configurationInEffect(
  element: ElementDefinition,
  declared: Configuration | undefined,
  found: Readonly<Record<string, string | null>>,
): Configuration | undefined {
  if (declared === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(declared).flatMap(([key, value]) => {
      const inEffect = Object.hasOwn(found, key) ? found[key] : undefined;
      if (inEffect === null) return [];
      const unchanged = inEffect === undefined || inEffect === MASK || sameValue(element, key, inEffect, String(value));
      return [[key, unchanged ? value : inEffect]];
    }),
  );
}
