import { NotFoundError, PlatformError } from "../platform/errors";
import { afterFailure } from "./changing/afterFailure";
import { change } from "./changing/change";
import { changedNames, differences } from "./changing/differences";
import { refuseMissing } from "./changing/missingInputs";
import { withShownCredentials } from "./changing/shownCredentials";
import { instanceGone, PartialFailure } from "./model/errors";
import type { InstanceInputs, InstanceState } from "./model/properties";
import type { Session } from "./model/session";
import { confirmDeleted } from "./ownership/confirmDeleted";
import { despiteLag } from "./ownership/waiting";

/**
 * Brings the instance from the state to the declaration; also called by the next `pulumi up` after a partial failure.
 * @throws PartialFailure with what the platform has now; "instance-gone", "missing-input", "wrong-organization", "other-user";
 *   or the platform's error if nothing was done
 */
export async function update(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  session: Session,
): Promise<InstanceState> {
  try {
    const known = await withShownCredentials(id, state, inputs, session);
    refuseMissing(id, known, inputs, session.element);
    return await changeDifferences(id, known, inputs, session);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await confirmDeleted(id, state, error, session);
    throw instanceGone(id, error);
  }
}

async function changeDifferences(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  session: Session,
): Promise<InstanceState> {
  const different = differences(state, inputs, session.element);
  try {
    return await despiteLag(state, session, () => change(id, state, inputs, changedNames(different), session));
  } catch (error) {
    if (error instanceof PartialFailure || error instanceof NotFoundError) throw error;
    // Nothing was done, so the state before is still right.
    if (error instanceof PlatformError && error.outcome === "nothingDone") throw error;
    throw await afterFailure(id, state, inputs, different, error, session);
  }
}
