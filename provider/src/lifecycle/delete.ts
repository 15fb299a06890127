import { NotFoundError } from "../platform/errors";
import { confirmGone } from "./finding/gone";
import type { InstanceState } from "./model/properties";
import type { Session } from "./model/session";

/**
 * Deletes the instance; one that is already gone is fine, as far as that can be believed. One that another resource of this
 * process holds, such as a replacement that adopted it, stays: only its leftover leaves the state.
 */
export async function deleteInstance(id: string, state: InstanceState, session: Session): Promise<void> {
  if (session.held.has(id)) {
    session.log(
      `warning: instance ${id} was not deleted: another resource manages it now. Only the old resource left the state`,
    );
    return;
  }
  try {
    await session.platform.delete(id);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await confirmGone(id, state, error, session);
  }
  session.held.release(id);
}
