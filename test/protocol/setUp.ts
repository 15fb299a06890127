import type { Simulator, SimulatorOptions } from "act365-simulator";
import { canary, failureOf } from "../support/canary";
import { startPlatform } from "../support/platform";
import type { Properties } from "../support/plugin";
import { secret } from "../support/secretForm";
import { CallFailure, type Kept, Provider } from "./provider";

/** The declaration "crm" of the stack "dev" of the project "shop". */
export const URN = "urn:pulumi:dev::shop::act365:index:Instance::crm";

/** Its owner tag, as the dynamic resource makes it in a self-managed backend: computed with sha256sum. */
export const OWNER_TAG = "pulumi:shop/dev/crm:3aa410cd5a";

/** What a creation asks: look, POST, look once more. */
export const CREATE = [
  "GET /elements/actessentials/instances",
  "POST /instances",
  "GET /elements/actessentials/instances",
];

/** A platform, and the plugin that is configured for it. */
export interface Setup {
  readonly platform: Simulator;
  readonly provider: Provider;
  /** A process for the next command of the CLI. */
  next(): Promise<Provider>;
}

/** Sets one; it ends with the test. */
export async function setUp(options: { platform?: SimulatorOptions; settings?: Properties } = {}): Promise<Setup> {
  const platform = await startPlatform(options.platform);
  const next = async () => {
    const provider = await Provider.start();
    await provider.configure({ ...settingsOf(platform), ...options.settings });
    return provider;
  };
  return { platform, provider: await next(), next };
}

/** The inputs of a provider for the platform's first organization, as on the wire. */
export function settingsOf({ url, organizations }: Simulator): Properties {
  const [organization] = organizations;
  return {
    baseUrl: url,
    userSecret: secret(organization?.userSecret),
    organizationSecret: secret(organization?.organizationSecret),
  };
}

/** What a program declares, as on the wire, with two keys that are canaries. */
export function declared(more: Properties = {}): Properties {
  return { apiKey: secret(canary("apiKey")), developerKey: secret(canary("developerKey")), tags: ["sales"], ...more };
}

/** An instance as the engine has it in its state. */
export interface Managed {
  readonly id: string;
  /** Checked, as on the wire. */
  readonly inputs: Properties;
  /** The outputs, as on the wire. */
  readonly state: Properties;
}

/** Checks and creates the declaration, as a first `pulumi up` does. */
export async function up(provider: Provider, news = declared(), urn = URN): Promise<Managed> {
  const inputs = await rightInputs(provider, undefined, news, urn);
  const { id, properties } = await provider.create(urn, inputs);
  return { id, inputs, state: properties };
}

/** The checked inputs; a failure is an error. */
export async function rightInputs(
  provider: Provider,
  olds: Properties | undefined,
  news: Properties,
  urn = URN,
): Promise<Properties> {
  const { inputs, failures } = await provider.check(urn, olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
  return inputs;
}

/** What the platform was asked meanwhile, as "VERB /path" without the query. */
export async function requestsDuring(platform: Simulator, action: () => Promise<unknown>): Promise<string[]> {
  platform.requests.length = 0;
  await action();
  return platform.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
}

/** The partial failure with which the promise fails. */
export async function keptOf(promise: Promise<unknown>): Promise<Kept & { readonly message: string }> {
  const error = await failureOf(promise);
  if (!(error instanceof CallFailure) || error.kept === undefined)
    throw new Error(`no partial failure: ${error.message}`);
  return { ...error.kept, message: error.message };
}
