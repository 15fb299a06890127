import type { PropertyTable } from "../../lifecycle/model/property";
import { ADDED, DECLARED, OUTPUTS } from "../../lifecycle/model/propertyTable";
import { ID, NAME, TAGS, TEXT } from "../../lifecycle/model/types";
import { exampleTexts } from "./examples/examples";
import { GET_INSTANCE_EXAMPLE, LIST_INSTANCES_EXAMPLE } from "./examples/lookUps";
import { propertySpecs } from "./properties";
import type { FunctionSpec, ObjectTypeSpec } from "./spec";
import { token } from "./tokens";

const { instanceId, token: elementToken, valid, createdDate, elementId, organizationId, accountId } = OUTPUTS;

/** What a look-up finds; never the vendor's keys. */
const FOUND: PropertyTable = {
  instanceId,
  name: { type: NAME, description: "The name on the platform." },
  token: elementToken,
  tags: { type: TAGS, description: "The tags on the platform, without owner tags." },
  enabled: DECLARED.enabled,
  valid,
  createdDate,
  elementId,
  organizationId,
  accountId,
  ownerTag: {
    type: ADDED.ownerTag.type,
    description: "The tag of the declaration that manages the instance; missing if no Pulumi program does.",
  },
};

/** The arguments of the look-up of one. */
const WANTED: PropertyTable = {
  id: { type: ID, description: "The id on the platform." },
  name: { type: NAME, description: "The full name on the platform. If several instances have it, the look-up fails." },
  tag: { type: TEXT, description: "One of its tags. If several instances have it, the look-up fails." },
};

/** The arguments of the look-up of many. */
const FILTER: PropertyTable = {
  tags: { type: TAGS, description: "Only instances that carry all of these tags." },
  searchText: {
    type: TEXT,
    description: "Only instances whose name contains this text, as the platform matches it.",
  },
};

const found: ObjectTypeSpec = {
  description: "An instance found by a look-up. It never contains the vendor's keys.",
  type: "object",
  properties: propertySpecs(FOUND, "output"),
  required: Object.keys(FOUND).filter((name) => name !== "ownerTag"),
};

/** The types of what the functions return. */
export const foundTypes = { [token("FoundInstance")]: found };

/** The look-up of one instance. */
export const getInstanceSpec: FunctionSpec = {
  description: [
    "Looks up an existing instance, without managing it. Give exactly one of `id`, `name` and `tag`. If no instance matches, or " +
      "more than one, the error lists what there is.",
    exampleTexts(GET_INSTANCE_EXAMPLE),
  ].join("\n\n"),
  inputs: { type: "object", properties: propertySpecs(WANTED, "input") },
  outputs: found,
};

/** The look-up of many. */
export const listInstancesSpec: FunctionSpec = {
  description: [
    "Lists existing instances, managed by this program or not. The filters can be combined; without one, all that the " +
      "credentials see are listed.",
    exampleTexts(LIST_INSTANCES_EXAMPLE),
  ].join("\n\n"),
  inputs: { type: "object", properties: propertySpecs(FILTER, "input") },
  outputs: {
    description: "The instances.",
    type: "object",
    properties: {
      instances: {
        type: "array",
        items: { $ref: `#/types/${token("FoundInstance")}` },
        description: "The instances, in the platform's order.",
      },
    },
    required: ["instances"],
  },
};
