import type { Properties } from "../lifecycle/model/properties";
import { UNKNOWN } from "../lifecycle/model/unknowns";
import { isRecord } from "../util/json";

/** What the stock plugin hands over for a value that is not known yet, by type (pkg/resource/plugin/rpc.go). */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Properties of a dynamic resource, with unknown values as the operations know them. */
export function fromWire(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, known(value)]));
}

/** Whether the value itself is not known yet. */
export function isUnknownOnWire(value: unknown): boolean {
  return UNKNOWNS.has(value);
}

function known(value: unknown): unknown {
  if (isUnknownOnWire(value)) return UNKNOWN;
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

/** A secret as the engine and the stock plugin write it among plain properties (pkg/resource/plugin/rpc.go). */
export function wireSecret(value: unknown): Properties {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
