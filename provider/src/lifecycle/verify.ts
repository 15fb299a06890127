import { ACT_365 } from "../platform/actessentials";
import type { Deadline } from "../platform/clock";
import type { Context } from "./context";
import { VerificationError } from "./errors";
import type { InstanceState } from "./types";

/**
 * Asks Act! 365 through the instance whether the keys work. The status alone does not tell: `endpoint` has to be the
 * element's key, and `valid` not false (platform makers' own API tests).
 * @throws VerificationError, or the platform's error
 */
export async function verify(state: InstanceState, context: Context, deadline: Deadline): Promise<void> {
  // Calls on a disabled instance are answered 403, so there is nothing to learn from one.
  if (state.enabled === false) return;
  if (state.token === undefined) {
    throw new VerificationError("verify: the platform gave no token for the instance, so it could not be pinged");
  }
  const { endpoint, valid, answered } = await context.platform.ping(state.token, deadline);
  if (endpoint === ACT_365.key && valid !== false) return;
  const element = endpoint === ACT_365.key ? "right" : "wrong or missing";
  throw new VerificationError(
    `verify: ${answered}, but ${ACT_365.name} did not confirm the instance (endpoint ${element}, valid ` +
      `${valid ?? "not told"}). Check apiKey and developerKey, then run pulumi up again: it verifies again`,
  );
}
