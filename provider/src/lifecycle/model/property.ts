import { isRecord, sameJson } from "../../util/json";
import type { Type } from "./types";

/** Stands for the default "the resource's name", which only a front end knows, and so gives itself. */
export const RESOURCE_NAME: unique symbol = Symbol("the resource's name");

/** A property: one row of the table. */
export interface Property<T = unknown> {
  readonly type: Type<T>;
  /**
   * For users of any language: what it means, its unit, what is special. Default and secrecy are added
   * (`descriptions.ts`).
   */
  readonly description: string;
  /** Whether a program that declares the object, or the resource, must give this. */
  readonly required?: true;
  readonly default?: T | typeof RESOURCE_NAME;
  /** The default in words, where the platform or the element has one of its own. */
  readonly defaultInWords?: string;
  /** Whether the value is secret: always, or only some values. Default: never. */
  readonly secret?: true | ((value: unknown) => boolean);
  /** The element's configuration key that holds the value on the platform; parts of `events` have one. */
  readonly key?: string;
  /**
   * Whether a refresh shows the platform's value as drift even if the program declares none (the element's default aside).
   * Not true by default: a secret would get into the state, and a default of the element that changes would show as drift.
   */
  readonly driftsUndeclared?: true;
  /** The request that sends a change. If there is none, a change of this input alone is not a difference. */
  readonly sentBy?: "PUT" | "PATCH" | "/enabled";
  /**
   * Its name in the stack configuration, for the command `import`. Default: its own name, which may not say enough
   * there.
   */
  readonly label?: string;
  /** What states of earlier versions call it. */
  readonly formerName?: string;
}

/** Properties by their names, in the order in which messages and documentation list them. */
export type PropertyTable = Readonly<Record<string, Property>>;

type ValueOf<P> = P extends { readonly type: Type<infer T> } ? T : never;

type RequiredNames<Table> = {
  [name in keyof Table]: Table[name] extends { readonly required: true } ? name : never;
}[keyof Table];

/** The values of a table's properties. */
export type ValuesOf<Table> = { readonly [name in RequiredNames<Table>]: ValueOf<Table[name]> } & {
  readonly [name in Exclude<keyof Table, RequiredNames<Table>>]?: ValueOf<Table[name]>;
};

/** The values of those properties that have a default. */
export type DefaultsOf<Table> = {
  readonly [name in keyof Table as Table[name] extends { readonly default: unknown } ? name : never]: ValueOf<
    Table[name]
  >;
};

/** The defaults of a table's properties, by name. */
export function defaultsOf<Table extends PropertyTable>(table: Table, resourceName: string): DefaultsOf<Table>;
export function defaultsOf(table: PropertyTable, resourceName: string): object {
  const defaults = Object.entries(table).filter(([, property]) => property.default !== undefined);
  return Object.fromEntries(
    defaults.map(([name, property]) => [name, property.default === RESOURCE_NAME ? resourceName : property.default]),
  );
}

/** An object with properties of its own. */
export interface ObjectType<T> extends Type<T> {
  readonly kind: "object";
  /** Its name in a schema. */
  readonly name: string;
  /** What it is, for users. */
  readonly description: string;
  readonly properties: PropertyTable;
}

/** The type of an object, from the table of its properties. Required texts that are missing are read as empty ones. */
export function objectType<Table extends PropertyTable>(
  name: string,
  description: string,
  properties: Table,
  problem: string,
): ObjectType<ValuesOf<Table>> {
  return {
    kind: "object",
    name,
    description,
    properties,
    read: (value) => (isRecord(value) ? readAll(value, properties) : undefined),
    problem: (value) => (isRecord(value) ? undefined : problem),
    same: sameJson,
    fromText: () => undefined,
  };
}

/** Whether a property is an object with properties of its own. */
export function isObjectType<T>(type: Type<T>): type is ObjectType<T> {
  return type.kind === "object";
}

/** Whether values have all that the table requires. */
export function isWhole(values: Readonly<Record<string, unknown>>, table: PropertyTable): boolean {
  return Object.entries(table).every(([name, { required }]) => !required || name in values);
}

/** The values of a table in plain JSON: only those that are there, and have the right type. */
export function readAll<Table extends PropertyTable>(
  values: Readonly<Record<string, unknown>>,
  table: Table,
): ValuesOf<Table>;
export function readAll(values: Readonly<Record<string, unknown>>, table: PropertyTable): object {
  // A plain loop, for speed: every diff and read parses some twenty properties, before V8 has optimized anything.
  const known: Record<string, unknown> = {};
  for (const [name, { type, required, formerName }] of Object.entries(table)) {
    const value = type.read(values[name]) ?? (formerName === undefined ? undefined : type.read(values[formerName]));
    if (value !== undefined) known[name] = value;
    else if (required) known[name] = "";
  }
  return known;
}
