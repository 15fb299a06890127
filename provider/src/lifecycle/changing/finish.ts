import { NotFoundError } from "../../platform/errors";
import { notDone, PartialFailure, reason } from "../model/errors";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { verify } from "./verify";

/**
 * The steps after the instance itself is as declared: enabled or disabled, then verified.
 * @throws PartialFailure; NotFoundError where the platform has no such instance
 */
export async function finish(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  session: Session,
): Promise<InstanceState> {
  const { enabled } = inputs;
  const switched = state.enabled !== enabled;
  if (switched) {
    await session.platform.setEnabled(id, enabled).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
      const verb = enabled ? "enabled" : "disabled";
      // The call may have succeeded. A state without the value makes the next update send it again.
      const { enabled: _, ...unknown } = state;
      const left = notDone(error) ? state : unknown;
      throw new PartialFailure(id, left, [`Instance ${id} is as declared, but was not ${verb}: ${reason(error)}`]);
    });
  }
  // A user who can enable or disable an instance sees it, even if nothing else was sent.
  const finished = { ...state, enabled, ...(switched ? { seenBy: session.userMark(id) } : {}) };
  if (inputs.verify) {
    await verify(finished, session).catch((error: unknown) => {
      throw new PartialFailure(id, pendingIfUnverified(finished), [
        `Instance ${id} is as declared, but is not verified: ${reason(error)}`,
      ]);
    });
  }
  return finished;
}

/**
 * The state of an instance that still must be verified. The engine forgets a partial failure at the next refresh, and
 * `verify` alone is never a difference, so the credentials are marked as pending: sending them verifies them again.
 */
export function pendingIfUnverified(state: InstanceState): InstanceState {
  return state.verify === true ? { ...state, sendCredentialsAgain: true } : state;
}
