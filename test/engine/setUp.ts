import { setTimeout } from "node:timers/promises";
import type { Simulator, SimulatorOptions, StoredInstance } from "act365-simulator";
import { canary } from "../support/canary";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "../support/command";
import { requestsTo, startPlatform } from "../support/platform";
import { createProject, type Project, type ProjectOptions } from "../support/pulumi";
import { allInClear, secretPaths } from "../support/secretForm";

/** A platform, and a Pulumi project whose environment holds its credentials and the two keys of Act! 365. */
export interface Setup {
  readonly platform: Simulator;
  readonly project: Project;
  /** Secret. */
  readonly apiKey: string;
  /** Secret. */
  readonly developerKey: string;
}

/** Sets a setUp with one organization. */
export async function setUp(
  program: string,
  options: { platform?: SimulatorOptions; project?: Partial<ProjectOptions> } = {},
): Promise<Setup> {
  const platform = await startPlatform(options.platform);
  const [apiKey, developerKey] = [canary("apiKey"), canary("developerKey")];
  const project = await createProject({
    program,
    ...options.project,
    environment: {
      ...credentials(platform),
      API_KEY: apiKey,
      DEVELOPER_KEY: developerKey,
      ...options.project?.environment,
    },
  });
  return { platform, project, apiKey, developerKey };
}

/** The environment of a pipeline that may call the platform. */
export function credentials(platform: Simulator): NodeJS.ProcessEnv {
  const [organization] = platform.organizations;
  return {
    ACT365_BASE_URL: platform.url,
    ACT365_USER_SECRET: organization?.userSecret,
    ACT365_ORGANIZATION_SECRET: organization?.organizationSecret,
  };
}

/** A program with what all of them need; `keys` are those of Act! 365, from the environment. */
export function program(body: string): string {
  return `
const pulumi = require("@pulumi/pulumi");
const { Act365Instance, Act365Provider } = require("pulumi-act365");
const keys = { apiKey: process.env.API_KEY, developerKey: process.env.DEVELOPER_KEY };
${body}`;
}

/** A program that declares the instance "crm" with these inputs beside the two keys, and exports its outputs. */
export function crm(inputs: Record<string, unknown> = {}, options: Record<string, unknown> = {}): string {
  return program(`
const crm = new Act365Instance("crm", { ...keys, ...${JSON.stringify(inputs)} }, ${JSON.stringify(options)});
exports.instanceId = crm.instanceId;
exports.token = crm.token;`);
}

/** What the platform was asked meanwhile, as "VERB /path" without the query. */
export async function requestsDuring(platform: Simulator, action: () => Promise<unknown>): Promise<string[]> {
  platform.requests.length = 0;
  await action();
  return requestsTo(platform);
}

/** What one create asks: look, POST, look once more. */
export const CREATE = [
  "GET /elements/actessentials/instances",
  "POST /instances",
  "GET /elements/actessentials/instances",
];

/** The one instance that there is. */
export function onlyInstance(platform: Simulator): StoredInstance {
  const [instance, ...others] = platform.instances();
  if (instance === undefined || others.length > 0)
    throw new Error(`there are ${platform.instances().length} instances`);
  return instance;
}

/** Fails if processes that commands on the project started outlive these by more than a moment. */
export async function expectNoProcesses(project: Project): Promise<void> {
  for (let tries = 0; tries < 50 && project.processes().length > 0; tries += 1) await setTimeout(100);
  expect(project.processes()).toEqual([]);
}

/** An instance as the state holds it. */
export interface InstanceInState {
  readonly urn: string;
  readonly id: string | undefined;
  /** Secrets in clear. */
  readonly inputs: Record<string, unknown>;
  /** Secrets in clear. */
  readonly outputs: Record<string, unknown>;
  /** Paths of the inputs that are secret, such as "events.signatureKey". */
  readonly secretInputs: string[];
  /** Paths of the outputs that are secret, such as "events.signatureKey". */
  readonly secretOutputs: string[];
  readonly initErrors: string[];
}

/** The one Act! 365 instance in the state. */
export async function onlyResource(project: Project): Promise<InstanceInState> {
  const all = await instancesInState(project);
  const [resource] = all;
  if (resource === undefined || all.length > 1) throw new Error(`the state holds ${all.length} instances`);
  return resource;
}

/** All Act! 365 instances in the state, whichever front end made them. */
export async function instancesInState(project: Project): Promise<InstanceInState[]> {
  const resources = await project.resources();
  return resources
    .filter(({ type }) => type === DYNAMIC_TYPE || type === PLUGIN_TYPE)
    .map(({ urn, id, inputs = {}, outputs = {}, initErrors = [] }) => ({
      urn,
      id,
      inputs: allInClear(inputs),
      outputs: allInClear(outputs),
      secretInputs: secretPaths(inputs).sort(),
      secretOutputs: secretPaths(outputs).sort(),
      initErrors,
    }));
}
