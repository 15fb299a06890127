import { listInWords } from "../../util/words";
import { LifecycleError } from "../model/errors";
import { credentialNames, type InstanceState } from "../model/properties";
import type { Session } from "../model/session";

/**
 * Asks the vendor through the instance whether the credentials work. The status is not enough: `endpoint` must be the
 * element's key, and `valid` not false (platform makers' own API tests).
 * @throws LifecycleError "not-verified", or the platform's error
 */
export async function verify(state: InstanceState, { element, platform }: Session): Promise<void> {
  // Calls on a disabled instance get a 403, which says nothing about the credentials.
  if (state.enabled === false) return;
  if (state.token === undefined) {
    throw new LifecycleError(
      "not-verified",
      "verify: the platform returned no token for the instance, so it could not be pinged",
    );
  }
  const { endpoint, valid, summary } = await platform.ping(state.token);
  if (endpoint === element.key && valid !== false) return;
  // An endpoint is never quoted: nobody knows what it holds.
  const problem =
    endpoint === element.key
      ? "it is reported as not valid"
      : `the response is not from an instance of ${element.name}`;
  const check = listInWords(credentialNames(element));
  throw new LifecycleError(
    "not-verified",
    `verify: ${summary}, but ${element.name} did not confirm the instance: ${problem}. Check ${check}, then run pulumi up again: it verifies again`,
  );
}
