import { defaultOf, type ElementDefinition, isSecretKey, MASK } from "../elements/definition";
import { sameValue } from "../lifecycle/model/configuration";
import { EVENT_KEYS, EVENT_SWITCH, eventsInEffect } from "../lifecycle/model/events";
import { isObjectType, isWhole, type Property, type PropertyTable } from "../lifecycle/model/property";
import { EVENTS } from "../lifecycle/model/propertyTable";
import { RESERVED_PREFIX } from "../lifecycle/model/tags";
import type { CatalogueElement } from "../platform/catalogue";
import type { Instance } from "../platform/instance";
import { urlHoldsSecret } from "../redaction/parts";
import { compact, isRecord } from "../util/json";

/** Stands for a value that only the stack's configuration may hold. */
export class SecretValue {
  /**
   * @param label what it is, such as "apiKey"
   * @param isCredential whether it is one of the keys of the vendor, which several instances may share
   */
  constructor(
    readonly label: string,
    readonly isCredential = false,
  ) {}
}

/** A value of a declaration. */
export type Declared =
  | string
  | number
  | boolean
  | null
  | SecretValue
  | readonly Declared[]
  | { readonly [key: string]: Declared };

/** The inputs that declare an instance just as it is. */
export type Declaration = { readonly [input: string]: Declared };

/** What a configuration holds: all keys, null where there is no value. */
type Found = Readonly<Record<string, string | null>>;

/** Declares the instance so that the first update only sends what the platform masks. */
export function declarationOf(
  instance: Instance,
  element: ElementDefinition,
  { defaults }: Pick<CatalogueElement, "defaults">,
): Declaration {
  const found = instance.configuration ?? {};
  const byDefault = (key: string) => (Object.hasOwn(defaults, key) ? (defaults[key] ?? null) : defaultOf(element, key));
  const changed = (key: string) => isChanged(element, key, found[key], byDefault(key));
  const events = declaredEvents(found, element, changed);
  const byEvents: readonly string[] = events === undefined ? [] : EVENT_KEYS;
  const credentials = element.credentials.map(({ key }) => key);
  const keys = Object.keys(found).filter(
    (key) => !credentials.includes(key) && !byEvents.includes(key) && changed(key),
  );
  return compact({
    name: instance.name ?? instance.id,
    ...Object.fromEntries(element.credentials.map(({ input }) => [input, new SecretValue(input, true)])),
    tags: [...(instance.tags ?? [])].filter((tag) => !tag.startsWith(RESERVED_PREFIX)).sort(),
    enabled: instance.disabled === true ? false : undefined,
    events,
    configuration:
      keys.length === 0
        ? undefined
        : Object.fromEntries(keys.map((key) => [key, declaredText(element, key, found[key] ?? "")])),
  });
}

function isChanged(
  element: ElementDefinition,
  key: string,
  value: string | null | undefined,
  byDefault: string | null,
) {
  if (value === null || value === undefined || value === (byDefault ?? "")) return false;
  return !sameValue(element, key, value, byDefault ?? undefined);
}

function declaredText(element: ElementDefinition, key: string, value: string): Declared {
  return isSecretKey(element, key) || value === MASK || urlHoldsSecret(value) ? new SecretValue(key) : value;
}

/** Polling, as `events` declares it. The keys of other kinds of notification stay plain configuration. */
function declaredEvents(
  found: Found,
  element: ElementDefinition,
  changed: (key: string) => boolean,
): Declaration | undefined {
  const vendorType = found[EVENT_SWITCH.vendorType];
  if (typeof vendorType === "string" && vendorType !== "polling") return undefined;
  const inEffect = eventsInEffect(element, undefined, found);
  if (inEffect === undefined) return undefined;
  return declaredValues(EVENTS, inEffect, found, changed);
}

function declaredValues(
  table: PropertyTable,
  inEffect: Readonly<Record<string, unknown>>,
  found: Found,
  changed: (key: string) => boolean,
): Declaration {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, property]): [string, Declared][] => {
      const value = declaredValue(name, property, inEffect, found, changed);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function declaredValue(
  name: string,
  { type, key = "", secret, label = name, required }: Property,
  inEffect: Readonly<Record<string, unknown>>,
  found: Found,
  changed: (key: string) => boolean,
): Declared | undefined {
  if (isObjectType(type)) {
    const values = declaredValues(type.properties, {}, found, changed);
    return isWhole(values, type.properties) ? values : undefined;
  }
  const text = found[key] ?? "";
  if (secret === true) return text === "" ? undefined : new SecretValue(label);
  const value = inEffect[name] ?? (required || changed(key) ? type.fromText(text) : undefined);
  if (value === undefined) return undefined;
  return secret?.(value) ? new SecretValue(label) : declaredJson(value);
}

function declaredObject(json: Record<string, unknown>): Declaration {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, declaredJson(value)]));
}

function declaredJson(value: unknown): Declared {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(declaredJson);
  return isRecord(value) ? declaredObject(value) : null;
}

/** The declaration without its secrets; without the whole `basicAuth`, which has no meaning without its password. */
export function withoutSecrets(declaration: Declaration): Record<string, Declared> {
  return Object.fromEntries(
    Object.entries(declaration).flatMap(([name, value]): [string, Declared][] => {
      if (value instanceof SecretValue || name === "basicAuth") return [];
      const plain =
        value !== null &&
        typeof value === "object" &&
        !isList(value) &&
        (name === "events" || name === "configuration");
      return [[name, plain ? withoutSecrets(value) : value]];
    }),
  );
}

/** `Array.isArray` does not narrow to readonly arrays. */
export function isList(value: object): value is readonly Declared[] {
  return Array.isArray(value);
}
