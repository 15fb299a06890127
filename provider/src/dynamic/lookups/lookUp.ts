import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../../elements/actessentials";
import type { Session } from "../../lifecycle/model/session";
import { DEFAULT_TIMEOUTS } from "../../operations/call";
import { openSession } from "../../operations/openSession";
import { safeError } from "../../operations/safeError";
import type { Sources } from "../../operations/settings";
import { SharedState } from "../../operations/sharedState";
import { stackConfiguration } from "../program/stackConfiguration";
import { warnOfUnknownSettings } from "../program/unknownSettings";
import { type ProviderSettings, settingsOf } from "./providerSettings";

const shared = new SharedState();

/**
 * Does a look-up with the credentials of the provider, or those of the stack configuration and the environment.
 * @param settings what the explicit provider was given
 * @throws pulumi.RunError, which the engine shows as its message alone, not as a program's "unhandled exception"
 */
export async function lookUp<T>(
  settings: ProviderSettings | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  warnOfUnknownSettings();
  try {
    const log = (line: string) => console.error(`act365: ${line}`);
    const sources = sourcesOf(settings);
    return await work(openSession({ sources, element: ACT_365, timeout: DEFAULT_TIMEOUTS.read, log }, shared));
  } catch (error) {
    throw new pulumi.RunError(safeError(error, shared.redactor).message);
  }
}

function sourcesOf(settings: ProviderSettings | undefined): Sources {
  if (settings !== undefined) return { configuration: (key) => settings[key], environment: process.env };
  return { configuration: stackConfiguration, environment: process.env };
}

/** The settings of an explicit provider; undefined without one. */
export function settingsFrom(opts: pulumi.InvokeOptions | undefined): pulumi.Output<ProviderSettings> | undefined {
  if (opts?.provider === undefined) return undefined;
  const settings = settingsOf(opts.provider);
  if (settings !== undefined) return settings;
  throw new pulumi.RunError("provider: a look-up takes an Act365Provider, which this one is not");
}

/**
 * The settings as a promise gives them.
 * @throws pulumi.RunError in a preview that does not know them yet
 */
export async function knownSettings(opts: pulumi.InvokeOptions | undefined): Promise<ProviderSettings | undefined> {
  const settings = settingsFrom(opts);
  if (settings === undefined) return undefined;
  // `apply` would wait forever for an unknown value.
  const known: unknown = await Reflect.get(Object(settings), "isKnown");
  if (known === false) {
    throw new pulumi.RunError(
      "The arguments of the look-up's provider are not known yet in this preview: use getAct365InstanceOutput",
    );
  }
  return new Promise((resolve) => settings.apply(resolve));
}

/** Whether the program runs under `pulumi.runtime.setMocks`: then its mocks handle look-ups, and nothing is sent. */
export function isMocked(): boolean {
  return pulumi.runtime.getMonitor()?.constructor.name === "MockMonitor";
}
