import type { PropertyTable } from "../../lifecycle/model/property";
import { ADDED, DECLARED, OUTPUTS } from "../../lifecycle/model/propertyTable";
import { TEXT } from "../../lifecycle/model/types";
import { TYPE } from "../../operations/resourceTypes";
import { CREDENTIALS } from "./credentials";
import { EVENTS_EXAMPLE } from "./examples/events";
import { exampleTexts } from "./examples/examples";
import { INSTANCE_EXAMPLE } from "./examples/instance";
import { propertySpecs, requiredNames } from "./properties";
import type { ResourceSpec } from "./spec";

const { name, ...others } = DECLARED;

/** What a program declares, in the order of documentation. */
const INPUTS: PropertyTable = { name, ...CREDENTIALS, ...others };

/** What narrows down a list: each becomes part of the one request to the platform. */
const LIST_INPUTS: PropertyTable = {
  tag: { type: TEXT, description: "Only instances that carry this tag." },
  name: { type: TEXT, description: "Only instances with this name." },
};

/** The names of inputs that the state always has: they are required, or have a default. */
const alwaysInEffect = Object.keys(INPUTS).filter(
  (name) => INPUTS[name]?.required || "default" in (INPUTS[name] ?? {}),
);

/** The resource. */
export const instanceSpec: ResourceSpec = {
  description: [
    "An Act! 365 element instance on SAP Open Connectors (Cloud Elements).",
    "All inputs can be changed in place, without a replacement.",
    exampleTexts(INSTANCE_EXAMPLE, EVENTS_EXAMPLE),
  ].join("\n\n"),
  inputProperties: propertySpecs(INPUTS, "input"),
  requiredInputs: requiredNames(INPUTS),
  properties: propertySpecs({ ...INPUTS, ...OUTPUTS, ownerTag: ADDED.ownerTag }, "output"),
  required: [...alwaysInEffect, ...Object.keys(OUTPUTS)],
  listInputs: { properties: propertySpecs(LIST_INPUTS, "input") },
  // A stack may move here from the dynamic resource of Node.js programs.
  aliases: [{ type: TYPE }],
};
