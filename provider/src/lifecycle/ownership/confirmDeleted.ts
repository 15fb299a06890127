import type { NotFoundError } from "../../platform/errors";
import { LifecycleError, reason } from "../model/errors";
import type { InstanceState } from "../model/properties";
import type { Session } from "../model/session";

const BY_HAND = "If you know that the instance was deleted, remove it from the state with pulumi state delete";

/**
 * Makes sure that "not found" means deleted. With the credentials of another organization or user, every instance is
 * "not found", and believing that would remove them all from the state. So a 404 counts only if the credentials still
 * belong to the organization that the state recorded, and the user secret is the one that last saw the instance.
 * @throws LifecycleError "wrong-organization" if the organization is a different one, or cannot be checked; "other-user"
 */
export async function confirmDeleted(
  id: string,
  state: InstanceState,
  notFound: NotFoundError,
  session: Session,
): Promise<void> {
  const kept = `Instance ${id} stays in the state`;
  const unchecked = (why: string) =>
    new LifecycleError(
      "wrong-organization",
      `${notFound.message}. ${kept}, since the organization of the credentials could not be checked: ${why}. ${BY_HAND}`,
    );
  const organization = await session.platform.organizationId().catch((error: unknown) => {
    throw unchecked(reason(error));
  });
  if (state.organizationId !== undefined && state.organizationId !== organization) {
    if (organization === undefined) throw unchecked("the platform did not return it");
    throw new LifecycleError(
      "wrong-organization",
      `${notFound.message}. ${kept}: it belongs to organization ${state.organizationId}, but the credentials belong to ` +
        `organization ${organization}. Use that organization's userSecret and organizationSecret`,
    );
  }
  if (state.seenBy !== undefined && state.seenBy !== session.userMark(id)) {
    throw new LifecycleError(
      "other-user",
      `${notFound.message}. ${kept}: another user secret saw it last, and an instance belongs to the user who created ` +
        `it. Use the former user secret. ${BY_HAND}`,
    );
  }
}
