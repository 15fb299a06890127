import type { Caller } from "./caller";
import { ResponseError } from "./errors";

/**
 * Whether the platform accepts the user secret, found out by a call on an instance, which needs only that and a token
 * (official documentation).
 */
export async function userIsAccepted(caller: Caller, token: string): Promise<boolean | undefined> {
  const { redactor, element } = caller.settings;
  redactor.add(token);
  const path = `/hubs/${element.hub}/ping`;
  try {
    await caller.call({ verb: "GET", path, token, withoutOrganization: true }, () => false);
    return true;
  } catch (error) {
    if (!(error instanceof ResponseError)) return undefined;
    // The vendor or a disabled instance refuses only after the platform has accepted the caller.
    if (error.outcome === "platformError" || error.status === 403) return true;
    return error.status === 401 && error.requestId !== undefined ? false : undefined;
  }
}
