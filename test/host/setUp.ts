import type { Simulator, SimulatorOptions, StoredInstance } from "act365-simulator";
import { ACT_365 } from "../../provider/src/elements/actessentials";
import { failureOf } from "../support/canary";
import { configurationFor, declaration, startPlatform } from "../support/platform";
import { CallError, type Plugin, PROVIDER_TEXT, type Properties } from "../support/plugin";
import { verbsOf } from "../support/verbs";
import { startPlugin } from "./frontEnd";

/** A platform, and the stock plugin that is configured for it. */
export interface Setup {
  readonly simulator: Simulator;
  readonly plugin: Plugin;
  /** A plugin for the next pulumi command, which has a process of its own: the one before deletes nothing that it holds. */
  nextPlugin(): Promise<Plugin>;
}

/** What differs from a platform with one organization and a plugin that knows its secrets by stack configuration. */
export interface SetupOptions {
  readonly platform?: SimulatorOptions;
  /** Added to the plugin's configuration. */
  readonly configuration?: Properties;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Starts both; they stop with the test. */
export async function setUp({ platform, configuration, environment }: SetupOptions = {}): Promise<Setup> {
  const simulator = await startPlatform(platform);
  const nextPlugin = () => startPlugin({ ...configurationFor(simulator), ...configuration }, environment);
  return { simulator, plugin: await nextPlugin(), nextPlugin };
}

/** An instance as the engine knows it. */
export interface Managed {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

/** An instance that an earlier pulumi command created, in a process of its own. The requests that it took are forgotten. */
export async function createOne({ simulator }: Pick<Setup, "simulator">, more: Properties = {}): Promise<Managed> {
  const inputs = declaration(more);
  const configuration = configurationFor(simulator);
  const sources = { configuration: (key: string) => configuration[key], environment: {} };
  const { id, properties } = await verbsOf(ACT_365, { sources }).create(inputs);
  simulator.requests.length = 0;
  const { customTimeouts } = inputs;
  const timeouts = customTimeouts === undefined ? {} : { customTimeouts };
  return { id, inputs, state: { ...properties, ...timeouts, __provider: PROVIDER_TEXT } };
}

/** Starts a setup with one managed instance. */
export async function startManaged(options: SetupOptions = {}, more: Properties = {}): Promise<Setup & Managed> {
  const setup = await setUp(options);
  return { ...setup, ...(await createOne(setup, more)) };
}

/**
 * Lets the plugin learn that the platform has so many instances that no list of them pays: from now on each read, and each
 * look, is a request of its own.
 */
export async function amongMany({ simulator, plugin }: Pick<Setup, "simulator" | "plugin">): Promise<void> {
  const { id } = simulator.others.create({ name: "one of many" });
  const headers = { "elements-total-count": "1000000000" };
  simulator.faults.add({ path: "/elements/*/instances", fault: { kind: "body", body: "[]", headers } });
  for (let reads = 0; reads < 6; reads += 1) await plugin.read(String(id), { __provider: PROVIDER_TEXT });
  simulator.others.remove(id);
  simulator.requests.length = 0;
}

/** The one live instance; not exactly one is an error. */
export function theOne(simulator: Simulator): StoredInstance {
  const [instance, ...others] = simulator.instances();
  if (instance === undefined || others.length > 0) throw new Error(`${simulator.instances().length} live instances`);
  return instance;
}

/** The outputs of the one instance as the platform gives them, but for the token, which is compared without showing it. */
export function outputsOf(simulator: Simulator): Properties {
  const { id, createdDate } = theOne(simulator);
  return {
    instanceId: String(id),
    elementId: 7213,
    organizationId: simulator.organizations[0]?.id,
    accountId: simulator.organizations[0]?.accountId,
    createdDate,
    valid: true,
    baseUrl: simulator.url,
    seenBy: expect.stringMatching(/^[0-9a-f]{10}$/),
  };
}

/** The ids of all live instances, as the engine spells them. */
export function liveIds(simulator: Simulator): string[] {
  return simulator.instances().map(({ id }) => String(id));
}

/** The body of the only request with this verb. */
export function bodyOf(simulator: Simulator, verb: string): unknown {
  const [request, ...others] = simulator.requests.filter(({ method }) => method === verb);
  if (request === undefined || others.length > 0)
    throw new Error(`${others.length} requests too many or none: ${verb}`);
  return request.body;
}

/** Time limits of the whole operation, so that no test waits for the default of minutes. */
export function within(limit: string): Properties {
  return { customTimeouts: { create: limit, read: limit, update: limit, delete: limit } };
}

/** The milliseconds that the promise takes to settle. */
export async function timeOf(promise: Promise<unknown>): Promise<number> {
  const start = Date.now();
  await promise.catch(() => undefined);
  return Date.now() - start;
}

/** A failed create or update that made or changed an instance: what the engine keeps, and what it prints. */
export interface Partial {
  readonly id: string;
  readonly state: Properties;
  readonly reasons: readonly string[];
  readonly message: string;
}

/** The partial failure with which the promise fails; any other outcome is an error. */
export async function partialFailureOf(promise: Promise<unknown>): Promise<Partial> {
  const error = await failureOf(promise);
  if (!(error instanceof CallError) || error.partial === undefined) {
    throw new Error(`expected a partial failure, got: ${error.message}`);
  }
  const { id, properties, reasons } = error.partial;
  return { id, state: properties, reasons, message: error.message };
}

/** The failure with which the promise fails; one that would make the engine keep an id is an error. */
export async function totalFailureOf(promise: Promise<unknown>): Promise<string> {
  const error = await failureOf(promise);
  if (error instanceof CallError && error.partial !== undefined) {
    throw new Error(`expected no partial failure, got one of ${error.partial.id}: ${error.message}`);
  }
  return error.message;
}

/** How each verb that needs the platform fails. */
export async function failuresOfAllVerbs(plugin: Plugin): Promise<string[]> {
  const inputs = declaration();
  const state = { ...inputs, instanceId: "1" };
  return [
    await totalFailureOf(plugin.create(inputs)),
    await totalFailureOf(plugin.read("1", state)),
    await totalFailureOf(plugin.update("1", state, { ...inputs, name: "other" })),
    await totalFailureOf(plugin.delete("1", state)),
  ];
}
