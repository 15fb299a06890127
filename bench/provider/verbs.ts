import { type Plugin, startPlugin } from "../../test/support/plugin";
import { type BenchPlatform, type SentRequest, startPlatform } from "../platform/platform";
import { timeBareRequests } from "./bare";
import { AT_ONCE, timePerCall } from "./concurrently";
import { declaration, type ProviderName } from "./plugins";

/** The verbs that are measured, in the order in which they are called. */
export const VERBS = ["check", "create", "diff", "read"] as const;

/** A verb that is measured. */
type Verb = (typeof VERBS)[number];

/** Milliseconds a call. */
export interface VerbTimes {
  readonly verb: Verb;
  /** This package's provider. */
  readonly package: number;
  /** The same requests by undici alone; 0 where the verb sends none. */
  readonly requests: number;
  /** A provider that does nothing. */
  readonly nothing: number;
}

/** Calls before the measured ones, which load the code and open connections. Few: a plugin lives for one command only. */
const WARM_UP = AT_ONCE;

/** Measures each verb once, on so many instances. */
export async function timeVerbs(calls: number): Promise<VerbTimes[]> {
  const [platform, fresh] = [await startPlatform(), await startPlatform()];
  const plugins = {
    package: await startPlugin({}, platform.environment),
    nothing: await startPlugin({}, platform.environment),
  };
  try {
    for (const name of ["package", "nothing"] as const) await callAll(plugins[name], name, "warm-up", WARM_UP);
    await platform.requests();
    const nothing = await callAll(plugins.nothing, "nothing", "crm", calls);
    const own = await callAll(plugins.package, "package", "crm", calls, platform);
    const bare = {
      check: 0,
      create: await perCall(fresh, own.sent.create, calls),
      diff: 0,
      read: await perCall(platform, own.sent.read, calls),
    };
    return VERBS.map((verb) => ({
      verb,
      package: own.times[verb],
      requests: bare[verb],
      nothing: nothing.times[verb],
    }));
  } finally {
    for (const plugin of Object.values(plugins)) await plugin.stop();
    for (const each of [platform, fresh]) await each.stop();
  }
}

/** Milliseconds that the requests take for each call that sent them. */
async function perCall(platform: BenchPlatform, sent: readonly SentRequest[], calls: number): Promise<number> {
  return ((await timeBareRequests(platform, sent)) * sent.length) / calls;
}

/** Calls each verb for each instance, and keeps what create and read sent to the platform. */
async function callAll(
  plugin: Plugin,
  provider: ProviderName,
  prefix: string,
  calls: number,
  platform?: BenchPlatform,
) {
  const sentSince = async () => (await platform?.requests()) ?? [];
  const instances = Array.from({ length: calls }, (_, index) => ({
    inputs: declaration(provider, `${prefix}-${index}`),
    id: "",
    properties: {} as Record<string, unknown>,
  }));
  const check = await timePerCall(instances, ({ inputs }) => plugin.check({}, inputs));
  const create = await timePerCall(instances, async (instance) => {
    Object.assign(instance, await plugin.create(instance.inputs));
  });
  const sentByCreate = await sentSince();
  const diff = await timePerCall(instances, ({ id, properties, inputs }) => plugin.diff(id, properties, inputs));
  const read = await timePerCall(instances, ({ id, properties, inputs }) => plugin.read(id, properties, inputs));
  return { times: { check, create, diff, read }, sent: { create: sentByCreate, read: await sentSince() } };
}
