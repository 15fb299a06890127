import type { SimulatedPlatform } from "../platform";
import { between } from "../random";
import { Refusal } from "../refusal";
import { mask } from "./configuration";
import type { Configuration } from "./record";

/** Waits as long as the vendor takes to authenticate. */
export async function waitForVendor(platform: SimulatedPlatform): Promise<void> {
  const [min, max] = platform.settings.latency;
  if (max > 0) await platform.clock.sleep(between(platform.random, min, max));
}

/** Whether the vendor would let in a call with these credentials. */
export function vendorAccepts(platform: SimulatedPlatform, configuration: Configuration): boolean {
  const broken = configuration.get("password") === mask;
  return !broken && !platform.settings.badKeys.has(configuration.get("username") ?? "");
}

/**
 * Refuses credentials that the vendor does not like. What the platform does for Act! 365 is not known; 401 with a
 * providerMessage is a choice that follows what its makers did for another element.
 */
export function requireVendor(platform: SimulatedPlatform, configuration: Configuration): void {
  const refused = platform.settings.badKeys.has(configuration.get("username") ?? "");
  if (!refused || platform.settings.badKeysAnswer === "createAnyway") return;
  throw new Refusal(401, "The provider refused the credentials", {
    providerMessage: "Unauthorized: the key is not valid",
  });
}
