import { ACT_365 } from "../platform/actessentials";
import { defaultOf, MASK } from "../platform/elementDefinition";
import { eventKeys } from "./events";
import { sameJson } from "./plain";
import type { InstanceInputs } from "./types";

/** Keys and values as they are sent: the platform keeps all values as text, null for a key that is not set. */
export type PlatformConfiguration = Record<string, string | null>;

type Declared = Partial<Pick<InstanceInputs, "apiKey" | "developerKey" | "events" | "configuration">>;

/** What the program declares beside the two keys of Act! 365. */
export function declaredConfiguration(inputs: Declared): Record<string, string> {
  const others = Object.entries(inputs.configuration ?? {}).map(([key, value]) => [key, String(value)] as const);
  return { ...Object.fromEntries(others), ...eventKeys(inputs.events) };
}

/**
 * The whole configuration for POST and PUT: the keys of Act! 365, what is declared, and for each key that was declared
 * before and is not any more, the element's default (the platform merges, so leaving it out would keep it).
 */
export function fullConfiguration(inputs: InstanceInputs, before: Declared = {}): PlatformConfiguration {
  const declared = declaredConfiguration(inputs);
  const removed = Object.keys(declaredConfiguration(before)).filter((key) => !Object.hasOwn(declared, key));
  return {
    ...Object.fromEntries(removed.map((key) => [key, defaultOf(ACT_365, key)])),
    ...declared,
    [ACT_365.credentials.apiKey]: inputs.apiKey,
    [ACT_365.credentials.developerKey]: inputs.developerKey,
  };
}

/** Whether two declarations come to the same configuration on the platform, the two keys of Act! 365 aside. */
export function sameConfiguration(a: Declared, b: Declared): boolean {
  const [one, other] = [declaredConfiguration(a), declaredConfiguration(b)];
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameValue(key, one[key], other[key]))
  );
}

/** Whether two values of a key mean the same: JSON texts may be spaced and ordered differently. */
export function sameValue(key: string, a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (ACT_365.configuration[key]?.type !== "json" || a === undefined || b === undefined) return false;
  try {
    return sameJson(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}

/**
 * `configuration` as in effect: for each key that was declared, the platform's value. A masked value, and a key that the
 * answer does not hold, tell nothing; null means that the key is not set any more.
 */
export function configurationInEffect(
  declared: InstanceInputs["configuration"],
  found: Readonly<Record<string, string | null>>,
): InstanceInputs["configuration"] {
  if (declared === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(declared).flatMap(([key, value]) => {
      const now = Object.hasOwn(found, key) ? found[key] : undefined;
      if (now === null) return [];
      return [[key, now === undefined || now === MASK || sameValue(key, now, String(value)) ? value : now]];
    }),
  );
}
