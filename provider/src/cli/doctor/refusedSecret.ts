import type { ClientSession } from "../../operations/openSession";
import { configuredCredentials } from "../../operations/settings";
import { samePlatform } from "../../platform/baseUrl";
import { type Access, sourcesOf } from "../platformSession";
import { readState } from "../state";

/**
 * Which of the two secrets is wrong, as far as possible. The platform's response is the same for both, but a call on an
 * instance needs no organization secret, and the state may hold an instance's token.
 */
export async function whichSecret(session: ClientSession, access: Access): Promise<string> {
  const { userSecretSource, organizationSecretSource } = configuredCredentials(sourcesOf(access));
  const token = await tokenInState(session.baseUrl, access);
  if (token === undefined) {
    return (
      `The platform does not say which of the two is wrong: check the user secret (from ${userSecretSource}) and the ` +
      `organization secret (from ${organizationSecretSource})`
    );
  }
  access.shared.redactor.add(token);
  const accepted = await session.platform.userIsAccepted(token);
  if (accepted === true) {
    return `The organization secret is wrong (from ${organizationSecretSource}): the user secret alone is accepted`;
  }
  return accepted === false
    ? `The user secret is wrong (from ${userSecretSource}), or the user no longer exists: it is also refused without the organization secret`
    : `Check the user secret (from ${userSecretSource}) and the organization secret (from ${organizationSecretSource})`;
}

/** The token of an instance of the stack on this platform; undefined where there is none, or no state to read. */
async function tokenInState(baseUrl: string, { stack, around }: Access): Promise<string | undefined> {
  if (stack === undefined) return undefined;
  const state = await readState(stack, around, true).catch(() => undefined);
  const here = state?.instances.filter((one) => one.baseUrl !== undefined && samePlatform(one.baseUrl, baseUrl));
  return here?.find(({ token }) => token !== undefined)?.token;
}
