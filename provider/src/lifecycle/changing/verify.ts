import { listInWords } from "../../util/words";
import { VerificationError } from "../model/errors";
import { credentialNames, type InstanceState } from "../model/properties";
import type { Session } from "../model/session";

/**
 * Asks the vendor through the instance whether the credentials work. The status is not enough: `endpoint` must be the
 * element's key, and `valid` not false (platform makers' own API tests).
 * @throws VerificationError, or the platform's error
 */
export async function verify(state: InstanceState, { element, platform }: Session): Promise<void> {
  // Calls on a disabled instance get a 403, which says nothing about the credentials.
  if (state.enabled === false) return;
  if (state.token === undefined) {
    throw new VerificationError("verify: the platform returned no token for the instance, so it could not be pinged");
  }
  const { endpoint, valid, summary } = await platform.ping(state.token);
  if (endpoint === element.key && valid !== false) return;
  const told = endpoint === element.key ? "right" : "wrong or missing";
  throw new VerificationError(
    `verify: ${summary}, but ${element.name} did not confirm the instance (endpoint ${told}, valid ` +
      `${valid ?? "missing"}). Check ${listInWords(credentialNames(element))}, then run pulumi up again: it verifies again`,
  );
}
