import { isRecord } from "../../util/json";
import { isObjectType, type Property, type PropertyTable, RESOURCE_NAME } from "../model/property";
import { isUnknown } from "../model/unknowns";
import { absent, type Failure, failure, unlisted } from "./failure";

/** What is wrong with the value of a property, with its own properties, and with its items. */
export function checkProperty(path: string, property: Property, value: unknown): Failure[] {
  const { type, required, default: byDefault } = property;
  // The front end has given the name, so a missing one is a mistake.
  const mayBeMissing = required === undefined && byDefault !== RESOURCE_NAME;
  if (isUnknown(value) || (mayBeMissing && absent(value))) return [];
  const problem = type.problem(value);
  if (problem !== undefined) return [failure(path, problem)];
  if (isObjectType(type)) return isRecord(value) ? checkAll(path, type.properties, value) : [];
  return Array.isArray(value)
    ? value.flatMap((item: unknown, index) => checkItem(`${path}[${index}]`, type, item))
    : [];
}

function checkAll(path: string, table: PropertyTable, values: Readonly<Record<string, unknown>>): Failure[] {
  return [
    ...unlisted(Object.keys(values), Object.keys(table), path, `${path}.`),
    ...Object.entries(table).flatMap(([name, property]) => checkProperty(`${path}.${name}`, property, values[name])),
  ];
}

function checkItem(path: string, { itemProblem }: Property["type"], item: unknown): Failure[] {
  const problem = isUnknown(item) ? undefined : itemProblem?.(item);
  return problem === undefined ? [] : [failure(path, problem)];
}
