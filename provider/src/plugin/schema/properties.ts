import { describeInput, describeOutput } from "../../lifecycle/model/descriptions";
import { isObjectType, type Property, type PropertyTable } from "../../lifecycle/model/property";
import type { ObjectTypeSpec, PropertySpec, PropertySpecs, TypeSpec } from "./spec";
import { token } from "./tokens";

/** Whether a program gives a property, or gets it. */
type Role = "input" | "output";

/** The rows of a table of properties as a schema has them. */
export function propertySpecs(table: PropertyTable, role: Role): PropertySpecs {
  return Object.fromEntries(Object.entries(table).map(([name, property]) => [name, propertySpec(property, role)]));
}

/**
 * One property. No default stands in the schema: an SDK would send it as if the program had declared it, and go on to do so
 * after a newer plugin has another one; and YAML has no SDK. The plugin alone gives defaults, and descriptions name them.
 */
function propertySpec(property: Property, role: Role): PropertySpec {
  const secret = property.secret === true;
  return {
    ...typeSpec(property),
    description: role === "input" ? describeInput(property) : describeOutput(property),
    ...(secret ? { secret } : {}),
  };
}

/** The names of the properties that a condition picks. */
export function namesOf(table: PropertyTable, picks: (name: string, property: Property) => boolean): string[] {
  return Object.entries(table).flatMap(([name, property]) => (picks(name, property) ? [name] : []));
}

/** Whether a program must give a property. */
export function isRequired(_name: string, { required }: Property): boolean {
  return required === true;
}

/** The object types in a table, and those inside them, by their tokens. */
export function typeSpecs(table: PropertyTable): Record<string, ObjectTypeSpec> {
  const types = Object.values(table).map(({ type }) => type);
  return Object.assign(
    {},
    ...types.filter(isObjectType).map(({ name, description, properties }) => ({
      [token(name)]: {
        description,
        type: "object",
        properties: propertySpecs(properties, "input"),
        required: namesOf(properties, isRequired),
      },
      ...typeSpecs(properties),
    })),
  );
}

function typeSpec({ type }: Property): TypeSpec {
  if (isObjectType(type)) return { $ref: `#/types/${token(type.name)}` };
  switch (type.kind) {
    case "strings":
      return { type: "array", items: { type: "string" } };
    case "json":
      return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } };
    case "map":
      return {
        type: "object",
        additionalProperties: { oneOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] },
      };
    case "object":
      throw new Error("an object without properties of its own");
    default:
      return { type: type.kind };
  }
}
