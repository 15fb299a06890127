import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { Deadline } from "../../util/clock";
import { PartialFailure, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { newState } from "./created";
import { isDeleted } from "./look";
import { LONGEST_LAG, waits } from "./waiting";

/**
 * Deletes the instance that our POST just made, since an older one wins. The platform may not find an instance so young,
 * and may show a deleted one for a while, so both are repeated until a GET confirms the deletion.
 * @param others the ids of the other instances with the owner tag, the one to adopt first
 * @returns false if the deletion was not confirmed in time, so that the instance may still exist
 * @throws PartialFailure, with our own instance, if the platform refuses the deletion
 */
export async function deleteOwn(
  made: Instance,
  others: readonly string[],
  inputs: InstanceInputs,
  session: Session,
): Promise<boolean> {
  const { clock, deadline, signal } = session;
  // The adoption needs time, too.
  const window = new Deadline(clock, Math.min(LONGEST_LAG, deadline.remaining() / 2));
  const pauses = waits();
  let accepted = false;
  for (;;) {
    accepted ||= await requestDeletion(made, others, inputs, session);
    if (accepted && (await isDeleted(made.id, session))) {
      session.held.noteDeleted(made.id);
      return true;
    }
    const left = window.remaining();
    if (left === 0 || signal?.aborted) return false;
    await clock.sleep(Math.min(pauses.next().value, left), signal);
  }
}

/** @returns whether the platform took the request; false for a 404, which says little about an instance so young */
async function requestDeletion(
  { id, ...made }: Instance,
  others: readonly string[],
  inputs: InstanceInputs,
  session: Session,
): Promise<boolean> {
  try {
    await session.platform.delete(id);
    return true;
  } catch (error) {
    // If an earlier try of this request may have been done, it deleted the instance.
    if (error instanceof NotFoundError) return error.outcome === "unknown";
    session.held.hold(id, session.declaration);
    // The instance may have been deleted anyway. Pending credentials make the next update send a request, which then
    // finds out.
    const state = { ...newState({ id, ...made }, inputs, session), sendCredentialsAgain: true };
    throw new PartialFailure(id, state, [
      `Instance ${id} was created, but instance ${others[0]} carries the owner tag of this declaration too, and ${id} could ` +
        `not be deleted: ${reason(error)}. The state keeps ${id}; delete ${others.join(", ")} on the platform, then run ` +
        "pulumi up again",
    ]);
  }
}
