import { isRecord, sameJson } from "../../util/json";
import type { Type } from "./types";

/** Stands for a default that each front end gives itself: the resource's name. */
export const RESOURCE_NAME: unique symbol = Symbol("the resource's name");

/** What there is to say of a property: one row of the table. */
export interface Property<T = unknown> {
  readonly type: Type<T>;
  /** For users of any language: what it means, its unit, what is special. The default and secrecy are added to it. */
  readonly description: string;
  /** Of an object, that it is never without this one. */
  readonly required?: true;
  readonly default?: T | typeof RESOURCE_NAME;
  /** The default in words, where the platform or the element has one of its own. */
  readonly defaultInWords?: string;
  /** Always, or only certain values. */
  readonly secret?: true | ((value: unknown) => boolean);
  /** The element's configuration key behind it. */
  readonly key?: string;
  /**
   * The platform's value shows as drift even where the program declares none, unless it is the element's default. Other
   * keys are left alone then: secrets are not copied into the state, and defaults change when the element is upgraded.
   */
  readonly driftsUndeclared?: true;
  /** The request that brings a change into effect. Without one, a change alone is never a difference. */
  readonly sentBy?: "PUT" | "PATCH" | "/enabled";
  /** What it is called in a stack's configuration, where its own name does not say enough. */
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

/** The defaults of a table's properties. */
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

/** The values of a table in plain JSON: only those that are there, and have the right type. */
export function readAll<Table extends PropertyTable>(
  values: Readonly<Record<string, unknown>>,
  table: Table,
): ValuesOf<Table>;
export function readAll(values: Readonly<Record<string, unknown>>, table: PropertyTable): object {
  // A plain loop: every diff and read parses some twenty properties, in a process too young for optimized code.
  const known: Record<string, unknown> = {};
  for (const [name, { type, required, formerName }] of Object.entries(table)) {
    const value = type.read(values[name]) ?? (formerName === undefined ? undefined : type.read(values[formerName]));
    if (value !== undefined) known[name] = value;
    else if (required) known[name] = "";
  }
  return known;
}
