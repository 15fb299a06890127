import { mask } from "../instances/configuration";
import type { Platform } from "../platform";
import { PlatformError } from "../platformError";
import { between } from "../random";

/** Takes the time that the vendor takes to authenticate. */
export async function waitForVendor(platform: Platform): Promise<void> {
  const [min, max] = platform.settings.latency;
  if (max > 0) await platform.clock.sleep(between(platform.random, min, max));
}

/** Whether the vendor would let in a call with these credentials. */
export function vendorAccepts(platform: Platform, configuration: ReadonlyMap<string, string | null>): boolean {
  const broken = configuration.get("password") === mask;
  return !broken && !platform.settings.badKeys.has(configuration.get("username") ?? "");
}

/**
 * Refuses credentials that the vendor does not like. What the platform does for Act! 365 is not known; 401 with a
 * providerMessage is a choice that follows what its makers did for another element.
 */
export function requireVendor(platform: Platform, configuration: ReadonlyMap<string, string | null>): void {
  const refused = platform.settings.badKeys.has(configuration.get("username") ?? "");
  if (!refused || platform.settings.badKeysAnswer === "createAnyway") return;
  throw new PlatformError(401, "The provider refused the credentials", {
    providerMessage: "Unauthorized: the key is not valid",
  });
}
