import type { Properties } from "../lifecycle/model/properties";
import { UNKNOWN } from "../lifecycle/model/unknowns";
import { isUnknownOfEngine, SECRET, SIGNATURE } from "../operations/engineValues";
import { isRecord } from "../util/json";

/** Properties of a dynamic resource, with unknown values as the operations know them. */
export function fromWire(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, known(value)]));
}

function known(value: unknown): unknown {
  if (isUnknownOfEngine(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(known);
  return isRecord(value) ? fromWire(value) : value;
}

/** Checked properties, with unknown values as they came. */
export function backToWire(checked: Properties, came: Properties): Properties {
  return Object.fromEntries(Object.entries(checked).map(([name, value]) => [name, asItCame(value, came[name])]));
}

function asItCame(value: unknown, came: unknown): unknown {
  if (value === UNKNOWN) return came;
  if (Array.isArray(value) && Array.isArray(came)) return value.map((item, index) => asItCame(item, came[index]));
  return isRecord(value) && isRecord(came) ? backToWire(value, came) : value;
}

/** A secret as the engine and the stock plugin write it among plain properties. */
export function wireSecret(value: unknown): Properties {
  return { [SIGNATURE]: SECRET, value };
}
