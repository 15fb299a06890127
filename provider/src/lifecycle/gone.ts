import type { Deadline } from "../platform/clock";
import type { NotFoundError } from "../platform/errors";
import type { Context } from "./context";
import { reason, WrongOrganizationError } from "./errors";
import type { InstanceState } from "./types";

/**
 * Makes sure that "not found" means gone. With the credentials of another organization every instance is not found, and
 * believing that would drop them all from the state. So a 404 counts only if the credentials still belong to the
 * organization that the state recorded; where the platform refuses to tell, the instance stays in the state.
 * @throws WrongOrganizationError where that is not so, or cannot be known
 */
export async function confirmGone(
  id: string,
  state: InstanceState,
  notFound: NotFoundError,
  context: Context,
  deadline: Deadline,
): Promise<void> {
  const stays = `Instance ${id} stays in the state`;
  const unchecked = (why: string) =>
    new WrongOrganizationError(
      `${notFound.message}. ${stays}, since the organization of the credentials could not be checked: ${why}. ` +
        "If you know that the instance is gone, take it out with pulumi state delete",
    );
  const organization = await context.platform.organizationId(deadline).catch((error: unknown) => {
    throw unchecked(reason(error));
  });
  if (state.organizationId === undefined || state.organizationId === organization) return;
  if (organization === undefined) throw unchecked("the platform did not tell it");
  throw new WrongOrganizationError(
    `${notFound.message}. ${stays}: it belongs to organization ${state.organizationId}, but the credentials belong to ` +
      `organization ${organization}. Use that organization's userSecret and organizationSecret`,
  );
}
