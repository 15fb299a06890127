import { defaultOf, type ElementDefinition, MASK } from "../../elements/definition";
import { isRecord } from "../../util/json";
import { type Path, valueAt } from "./paths";
import { isObjectType, isWhole, type Property, type PropertyTable } from "./property";
import { DECLARED, EVENTS, type EventsInEffect } from "./propertyTable";
import type { Configuration } from "./types";

/**
 * The keys that declaring `events` sets besides those of its parts; the same for all polling elements (official
 * documentation).
 */
export const EVENT_SWITCH = { enabled: "event.notification.enabled", vendorType: "event.vendor.type" } as const;

const ON = { [EVENT_SWITCH.enabled]: "true", [EVENT_SWITCH.vendorType]: "polling" };

type Values = Readonly<Record<string, unknown>>;
type Found = Readonly<Record<string, string | null>>;

/** For each key that a part of `events` sets, where that part is. */
const PART_PATHS = pathsIn(EVENTS, ["events"]);

/** For each key that `events` may set, the input that it comes from. */
const EVENT_PATHS: ReadonlyMap<string, Path> = new Map([
  ...Object.keys(ON).map((key): [string, Path] => [key, ["events"]]),
  ...PART_PATHS,
]);

function pathsIn(table: PropertyTable, above: Path): [string, Path][] {
  return Object.entries(table).flatMap(([name, { key, type }]): [string, Path][] => {
    const path: Path = [...above, name];
    if (isObjectType(type)) return pathsIn(type.properties, path);
    return key === undefined ? [] : [[key, path]];
  });
}

/** All keys that `events` may set. */
export const EVENT_KEYS: readonly string[] = [...EVENT_PATHS.keys()];

/** The keys and values that `events` sets; none if the program declares no events. */
export function eventKeys(events: EventsInEffect | undefined): Record<string, string> {
  if (events === undefined) return {};
  const parts = PART_PATHS.flatMap(([key, path]) => {
    const value = valueAt({ events }, path);
    return value === undefined ? [] : [[key, text(value)]];
  });
  return { ...ON, ...Object.fromEntries(parts) };
}

/** As the platform keeps it. */
function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The input that a key comes from: a part of `events`, unless `configuration` sets the key. */
export function pathOfKey(key: string, { configuration = {} }: { readonly configuration?: Configuration }): Path {
  const path = Object.hasOwn(configuration, key) ? undefined : EVENT_PATHS.get(key);
  return path ?? ["configuration", key];
}

/** The keys that `events` sets, whatever their values, which may not be known yet. */
export function keysSetBy(events: unknown): string[] {
  if (!isRecord(events)) return [];
  return [...EVENT_PATHS].flatMap(([key, path]) => ((valueAt({ events }, path) ?? null) === null ? [] : [key]));
}

/**
 * `events` as in effect. Notifications turned on or off by hand show as drift, as do changed values.
 * @param found all keys and values on the platform
 */
export function eventsInEffect(
  element: ElementDefinition,
  declared: EventsInEffect | undefined,
  found: Found,
): EventsInEffect | undefined {
  const { [EVENT_SWITCH.enabled]: enabled, [EVENT_SWITCH.vendorType]: vendorType } = found;
  if (enabled === undefined) return declared;
  if (enabled !== "true") return undefined;
  // Declared events are polled: if someone changed the type to webhooks, they are not in effect, and are sent again.
  if (declared !== undefined && typeof vendorType === "string" && vendorType !== "polling") return undefined;
  return DECLARED.events.type.read(valuesInEffect(EVENTS, declared ?? {}, found, element));
}

function valuesInEffect(table: PropertyTable, declared: Values, found: Found, element: ElementDefinition): Values {
  const values = Object.entries(table).map(
    ([name, property]) => [name, valueInEffect(property, declared[name], found, element)] as const,
  );
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function valueInEffect(
  { type, key = "", driftsUndeclared }: Property,
  declared: unknown,
  found: Found,
  element: ElementDefinition,
): unknown {
  if (declared === undefined && driftsUndeclared === undefined) return undefined;
  if (isObjectType(type)) {
    if (!isRecord(declared)) return undefined;
    const values = valuesInEffect(type.properties, declared, found, element);
    return isWhole(values, type.properties) ? values : undefined;
  }
  const inEffect = found[key];
  if (inEffect === undefined || inEffect === MASK) return declared;
  if (inEffect === null) return undefined;
  if (declared === undefined && inEffect === defaultOf(element, key)) return undefined;
  const value = type.fromText(inEffect);
  // In the program's own spelling, so that another order of JSON does not show as drift.
  return value !== undefined && declared !== undefined && type.same(value, declared) ? declared : value;
}
