import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import type { ProjectOptions } from "../../support/pulumi";
import { allInClear, secretPaths } from "../../support/secretForm";
import { type InstanceInState, setUp as plainSetUp, type Setup } from "../setUp";

/** A platform, and a project that finds the plugin. */
export function setUp(program: string, project: Partial<ProjectOptions> = {}): Promise<Setup> {
  return plainSetUp(program, { project: { ...project, providers: { act365: PLUGIN_FOLDER } } });
}

/** A program with a class for the plugin's resource, as an SDK has it; `keys` are those of Act! 365, from the environment. */
export function program(body: string): string {
  return `
const pulumi = require("@pulumi/pulumi");
const VERSION = { version: "0.1.0" };
const NAMES = ["instanceId", "token", "name", "tags", "events", "configuration", "ownerTag", "elementId", "baseUrl", "enabled"];
class Instance extends pulumi.CustomResource {
  constructor(name, args, opts = {}) {
    const outputs = Object.fromEntries(NAMES.map((each) => [each, undefined]));
    super("act365:index:Instance", name, { ...outputs, ...args }, { ...VERSION, additionalSecretOutputs: ["token"], ...opts });
  }
}
class Provider extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("act365", name, args, { ...VERSION, ...opts });
  }
}
const keys = { apiKey: process.env.API_KEY, developerKey: process.env.DEVELOPER_KEY };
${body}`;
}

/** A program that declares the instance "crm" with these inputs beside the two keys, and exports its outputs. */
export function crm(inputs: Record<string, unknown> = {}, options: Record<string, unknown> = {}): string {
  return program(`
const crm = new Instance("crm", { ...keys, ...${JSON.stringify(inputs)} }, ${JSON.stringify(options)});
exports.instanceId = crm.instanceId;
exports.token = crm.token;`);
}

/** The one instance in the state. */
export async function onlyResource(project: Setup["project"]): Promise<InstanceInState & { readonly state: object }> {
  const all = (await project.resources()).filter(({ type }) => type === "act365:index:Instance");
  const [resource] = all;
  if (resource === undefined || all.length > 1) throw new Error(`the state holds ${all.length} instances`);
  const { urn, id, inputs = {}, outputs = {}, initErrors = [] } = resource;
  return {
    ...{ urn, id, initErrors, state: resource },
    ...{ inputs: allInClear(inputs), outputs: allInClear(outputs) },
    ...{ secretInputs: secretPaths(inputs).sort(), secretOutputs: secretPaths(outputs).sort() },
  };
}
