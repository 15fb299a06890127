import { type ElementDefinition, MASK } from "../../elements/definition";
import { declaredConfiguration, sameValue } from "../model/configuration";
import { pathOfKey } from "../model/events";
import { type Path, pathText, valueAt } from "../model/paths";
import {
  ADDED_NAMES,
  credentialNames,
  declaredNames,
  type InstanceInputs,
  type InstanceState,
  type Properties,
} from "../model/properties";
import type { PropertyTable } from "../model/property";
import { ADDED, DECLARED } from "../model/propertyTable";

/** An input, or a part of one, in which the declaration differs from the state. */
export interface Difference {
  readonly path: Path;
  /** What an update does to the state: it adds, updates or deletes the value. */
  readonly kind: "add" | "update" | "delete";
}

const INPUTS: PropertyTable = { ...DECLARED, ...ADDED };

/** The declared values that are not in effect, path by path. Inputs that no request sends are never among them. */
export function differences(state: InstanceState, inputs: InstanceInputs, element: ElementDefinition): Difference[] {
  const byKey = keyDifferences(state, inputs, element);
  const credentials = credentialNames(element);
  return [...declaredNames(element), ...ADDED_NAMES].flatMap((name) => {
    if (credentials.includes(name)) return credentialDifference(name, state, inputs);
    return sentByPut(name, element) ? byKey.filter(({ path }) => path[0] === name) : difference(name, state, inputs);
  });
}

/** The names of the inputs in which there are differences, each once. */
export function changedNames(differences: readonly Difference[]): string[] {
  return [...new Set(differences.map(({ path: [name] }) => name))];
}

function difference(name: string, state: Properties, inputs: Properties): Difference[] {
  const property = INPUTS[name];
  const [before, after] = [state[name], inputs[name]];
  if (property?.sentBy === undefined || (before === undefined && after === undefined)) return [];
  if (before === undefined || after === undefined) return [{ path: [name], kind: kindOf(before, after) }];
  if (property.type.same(before, after)) return [];
  if (!Array.isArray(before) || !Array.isArray(after)) return [{ path: [name], kind: "update" }];
  return itemDifferences(name, before, after);
}

function itemDifferences(name: string, before: readonly unknown[], after: readonly unknown[]): Difference[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index)
    .filter((index) => before[index] !== after[index])
    .map((index) => ({ path: [name, index], kind: kindOf(before[index], after[index]) }));
}

function kindOf(before: unknown, after: unknown): Difference["kind"] {
  if (before === undefined) return "add";
  return after === undefined ? "delete" : "update";
}

function credentialDifference(name: string, state: InstanceState, inputs: InstanceInputs): Difference[] {
  const [before, after] = [state.credentials[name], inputs.credentials[name]];
  // A mask, which an imported state may hold, says nothing about the value.
  const differs = state.sendCredentialsAgain === true || (before !== after && before !== MASK);
  return differs ? [{ path: [name], kind: kindOf(before, after) }] : [];
}

/**
 * What differs in `events` and `configuration`. They are compared by the keys that they set on the platform: the same key may
 * be set by either of them.
 */
function keyDifferences(state: InstanceState, inputs: InstanceInputs, element: ElementDefinition): Difference[] {
  const [before, after] = [declaredConfiguration(state), declaredConfiguration(inputs)];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const paths = [...keys]
    .filter((key) => !sameValue(element, key, own(before, key), own(after, key)))
    .map((key) => oneSided(pathOfKey(key, own(after, key) === undefined ? state : inputs), state, inputs));
  const byText = new Map(paths.map((path) => [pathText(path), path]));
  return [...byText.values()].map((path) => ({ path, kind: kindOf(valueAt(state, path), valueAt(inputs, path)) }));
}

/** Only own properties: a program may call a key `constructor`. */
function own(keys: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/**
 * The path; or the first part of it that only one of the two has, since then all of that differs, such as the whole of
 * `events`.
 */
function oneSided(path: Path, state: Properties, inputs: Properties): Path {
  const [name, ...below] = path;
  const parts = below.map((_, level): Path => [name, ...below.slice(0, level)]);
  const has = (properties: Properties, part: Path) => valueAt(properties, part) !== undefined;
  return parts.find((part) => has(state, part) !== has(inputs, part)) ?? path;
}

/** Whether some request sends the input of this name, so that a change of it alone is a difference. */
export function isEverSent(name: string): boolean {
  const property = INPUTS[name];
  return property === undefined || property.sentBy !== undefined;
}

/**
 * Whether any of these inputs is sent by PUT: with the whole configuration, so that the platform authenticates with the
 * vendor again.
 */
export function anySentByPut(names: readonly string[], element: ElementDefinition): boolean {
  return names.some((name) => sentByPut(name, element));
}

/** Whether the input of this name is sent by PUT. */
export function sentByPut(name: string, element: ElementDefinition): boolean {
  return INPUTS[name]?.sentBy === "PUT" || credentialNames(element).includes(name);
}
