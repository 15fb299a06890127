import { ACT_365 } from "../../provider/src/elements/actessentials";
import { describeInput, describeOutput } from "../../provider/src/lifecycle/model/descriptions";
import { inputTable, isAlwaysKnown, outputTable } from "../../provider/src/lifecycle/model/instanceTable";
import {
  isObjectType,
  type ObjectType,
  type Property,
  type PropertyTable,
} from "../../provider/src/lifecycle/model/property";

const HEADER = `// Written by \`npm run properties\` from lifecycle/model/propertyTable.ts and the element's credentials.
import * as pulumi from "@pulumi/pulumi";
`;

const INPUTS = inputTable(ACT_365);

/** The TypeScript declarations of the resource's inputs and outputs. */
export function renderProperties(): string {
  const objects = objectTypes(INPUTS);
  return [
    HEADER,
    block("export interface Act365InstanceArgs", "The inputs of an instance. All of them can be changed in place.", [
      ...members(INPUTS, argument, describeInput),
    ]),
    ...objects.map((type) =>
      block(`export interface ${type.name}Args`, type.description, members(type.properties, argument, describeInput)),
    ),
    ...objects.map((type) =>
      block(`export interface ${type.name}`, type.description, members(type.properties, plain, describeOutput)),
    ),
    block(
      "export abstract class Act365InstanceOutputs extends pulumi.CustomResource",
      "The outputs of an instance.",
      members(outputTable(ACT_365), output, describeOutput),
    ),
  ].join("\n");
}

/** The object types among the properties, and those inside them. */
function objectTypes(table: PropertyTable): ObjectType<unknown>[] {
  return Object.values(table).flatMap(({ type }) =>
    isObjectType(type) ? [type, ...objectTypes(type.properties)] : [],
  );
}

function argument(property: Property, label: string): string {
  const { required } = property;
  return `readonly ${label}${required ? "" : "?"}: pulumi.Input<${inputType(property)}${required ? "" : " | undefined"}>;`;
}

function plain(property: Property, label: string): string {
  return `readonly ${label}${property.required ? "" : "?"}: ${valueType(property)};`;
}

function output(property: Property, label: string): string {
  return `declare readonly ${label}: pulumi.Output<${outputType(property, label)}>;`;
}

function inputType(property: Property): string {
  switch (property.type.kind) {
    case "strings":
      return "pulumi.Input<string>[]";
    case "map":
      return "Record<string, pulumi.Input<string | number | boolean>>";
    case "object":
      return `${valueType(property)}Args`;
    case "json":
      return "Record<string, unknown>";
    default:
      return valueType(property);
  }
}

function valueType({ type }: Property): string {
  switch (type.kind) {
    case "integer":
      return "number";
    case "strings":
      return "string[]";
    case "map":
      return "Readonly<Record<string, string | number | boolean>>";
    case "json":
      return "Readonly<Record<string, unknown>>";
    default:
      return isObjectType(type) ? type.name : type.kind;
  }
}

function outputType(property: Property, label: string): string {
  return isAlwaysKnown(label, property) ? valueType(property) : `${valueType(property)} | undefined`;
}

function members(
  table: PropertyTable,
  render: (property: Property, label: string) => string,
  text: (property: Property) => string,
): string[] {
  return Object.entries(table).flatMap(([label, property]) => [...comment(text(property)), render(property, label)]);
}

function block(head: string, description: string, lines: readonly string[]): string {
  return `${comment(description).join("\n")}\n${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

/** A doc comment of lines up to 110 characters. */
function comment(text: string): string[] {
  if (text.length <= 110) return [`/** ${text} */`];
  const lines = text.match(/\S.{0,106}(?=\s|$)/g) ?? [];
  return ["/**", ...lines.map((line) => ` * ${line}`), " */"];
}
