import { ACT_365 } from "../../elements/actessentials";
import { inputTable, isAlwaysKnown, outputTable } from "../../lifecycle/model/instanceTable";
import type { PropertyTable } from "../../lifecycle/model/property";
import { TEXT } from "../../lifecycle/model/types";
import { TYPE } from "../../operations/resourceTypes";
import { EVENTS_EXAMPLE } from "./examples/events";
import { exampleTexts } from "./examples/examples";
import { INSTANCE_EXAMPLE } from "./examples/instance";
import { isRequired, namesOf, propertySpecs } from "./properties";
import type { ResourceSpec } from "./spec";

const INPUTS = inputTable(ACT_365);
const OUTPUTS = outputTable(ACT_365);

/** What narrows down a list: each becomes part of the one request to the platform. */
const LIST_INPUTS: PropertyTable = {
  tag: { type: TEXT, description: "Only instances that carry this tag." },
  name: { type: TEXT, description: "Only instances with this name." },
};

/** The resource. */
export const instanceSpec: ResourceSpec = {
  description: [
    "An Act! 365 element instance on SAP Open Connectors (Cloud Elements).",
    "All inputs can be changed in place, without a replacement.",
    exampleTexts(INSTANCE_EXAMPLE, EVENTS_EXAMPLE),
  ].join("\n\n"),
  inputProperties: propertySpecs(INPUTS, "input"),
  // `pulumi import` does not write keys into the program. For a required input it writes an empty value, which asks to be
  // filled in.
  requiredInputs: namesOf(INPUTS, isRequired),
  properties: propertySpecs(OUTPUTS, "output"),
  required: namesOf(OUTPUTS, isAlwaysKnown),
  listInputs: { properties: propertySpecs(LIST_INPUTS, "input") },
  // A stack may move here from the dynamic resource of Node.js programs.
  aliases: [{ type: TYPE }],
};
