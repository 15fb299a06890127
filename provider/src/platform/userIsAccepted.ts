import type { Caller } from "./caller";
import { AnswerError } from "./errors";

/** Asks with a call on an instance, which takes a user secret and a token alone (official documentation). */
export async function userIsAccepted(caller: Caller, token: string): Promise<boolean | undefined> {
  const { redactor, element } = caller.settings;
  redactor.add(token);
  const path = `/hubs/${element.hub}/ping`;
  try {
    await caller.call({ verb: "GET", path, token, withoutOrganization: true }, () => false);
    return true;
  } catch (error) {
    if (!(error instanceof AnswerError)) return undefined;
    // The vendor's own refusal, and a disabled instance's, come after the platform has accepted the caller.
    if (error.outcome === "platformError" || error.status === 403) return true;
    return error.status === 401 && error.requestId !== undefined ? false : undefined;
  }
}
