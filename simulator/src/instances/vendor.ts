import type { SimulatorOptions } from "../options";
import type { SimulatedPlatform } from "../platform";
import { between } from "../random";
import { Refusal } from "../refusal";
import { mask } from "./configuration";
import type { Configuration } from "./record";

/** How long creating took in the logs of the platform makers' own API tests, in milliseconds. */
const realLatency = [8_000, 26_000] as const;

/** The option as a range, in milliseconds. */
export function latencyRange(latency: SimulatorOptions["latency"] = 0): readonly [min: number, max: number] {
  if (latency === "real") return realLatency;
  const [min, max] = typeof latency === "number" ? [latency, latency] : latency;
  if (!(min >= 0 && max >= min)) throw new RangeError(`latency must be milliseconds, "real" or [min, max]`);
  return [min, max];
}

/** Waits as long as the vendor takes to authenticate. */
export async function waitForVendor({ latency: [min, max], clock, random }: SimulatedPlatform): Promise<void> {
  if (max > 0) await clock.sleep(between(random, min, max));
}

function refuses({ options: { badKeys = [] } }: SimulatedPlatform, configuration: Configuration): boolean {
  return badKeys.includes(configuration.get("username") ?? "");
}

/** Whether the vendor would accept a call with these credentials. */
export function vendorAccepts(platform: SimulatedPlatform, configuration: Configuration): boolean {
  return configuration.get("password") !== mask && !refuses(platform, configuration);
}

/**
 * Refuses credentials that the vendor does not accept. What the platform does for Act! 365 is not known; 401 with a
 * providerMessage is a choice that follows what its makers did for another element.
 */
export function requireVendor(platform: SimulatedPlatform, configuration: Configuration): void {
  if (!refuses(platform, configuration) || platform.options.badKeysResponse === "createAnyway") return;
  const providerMessage = "Unauthorized: the key is not valid";
  throw new Refusal(401, "The provider refused the credentials", { providerMessage });
}
