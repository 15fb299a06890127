import { NotFoundError } from "../platform/errors";
import type { InstanceState } from "./model/properties";
import type { Session } from "./model/session";
import { confirmDeleted } from "./ownership/confirmDeleted";
import { despiteLag } from "./ownership/waiting";

/**
 * Deletes the instance; one that is certainly deleted already is fine. If another resource of this process holds it,
 * such as a replacement that adopted it, or if the platform refused its adoption, the instance stays, and only the
 * resource leaves the state.
 */
export async function deleteInstance(id: string, state: InstanceState, session: Session): Promise<void> {
  const reason = reasonToKeep(id, state, session);
  if (reason !== undefined) {
    session.log(`warning: instance ${id} was not deleted: ${reason}. Only the resource was removed from the state`);
    return;
  }
  try {
    await despiteLag(state, session, () => session.platform.delete(id));
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await confirmDeleted(id, state, error, session);
  }
  session.held.noteDeleted(id);
}

function reasonToKeep(id: string, state: InstanceState, { held }: Session): string | undefined {
  if (held.has(id)) return "another resource manages it now";
  return state.adoptionPending === true ? "the platform refused its adoption" : undefined;
}
