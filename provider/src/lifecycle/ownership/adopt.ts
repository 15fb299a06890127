import { NotFoundError, PlatformError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { withoutDoubtful } from "../changing/afterFailure";
import { change } from "../changing/change";
import { changedNames, differences, sentByPut } from "../changing/differences";
import { lacksCredentials } from "../changing/missingInputs";
import { instanceHeld, notDone, PartialFailure, reason } from "../model/errors";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";
import type { Created } from "./created";
import { isDeleted } from "./look";

/**
 * The inputs that one PUT sends: all of them, even those that seem to be in effect already, since masked values may
 * differ.
 */
const EVERYTHING = ["name", "tags", "configuration"];

/**
 * Adopts an existing instance: changes it to the declared state, and holds it from then on.
 * @returns undefined if it no longer exists
 * @throws LifecycleError "instance-held", before anything is sent, if another resource of this process holds it;
 *   PartialFailure
 */
export async function adopt(found: Instance, inputs: InstanceInputs, session: Session): Promise<Created | undefined> {
  const holder = session.held.hold(found.id, session.declaration);
  if (holder !== undefined) throw instanceHeld(found.id, holder);
  // Values that are masked or missing in responses are not known to be as declared.
  const { enabled: _, ...declared } = { ...inputs, credentials: {} };
  let state = stateOf(found, declared, session);
  try {
    if (found.configuration === undefined || found.token === undefined) {
      state = stateOf(await session.platform.get(found.id), declared, session);
    }
    return { id: found.id, state: await change(found.id, state, inputs, toSend(state, inputs, session), session) };
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    if (error instanceof NotFoundError || (await isDeleted(found.id, session))) {
      session.held.release(found.id);
      return undefined;
    }
    // Without our owner tag, the instance is not ours yet, and somebody may use it: it must not be deleted with the resource.
    const refused = error instanceof PlatformError && error.outcome !== "unknown";
    const ours = found.tags?.some((tag) => tag === inputs.ownerTag);
    if (refused && !ours) state = { ...state, adoptionPending: true };
    throw new PartialFailure(found.id, notDone(error) ? state : withoutDoubtful(state, ["name", "tags"]), [
      `Instance ${found.id} was adopted, but is not as declared yet: ${reason(error)}`,
    ]);
  }
}

/**
 * The inputs to send. If the program lacks a credential, no PUT is possible, so only what differs, by PATCH; `adoptById` has
 * made sure that this is enough.
 */
function toSend(state: InstanceState, inputs: InstanceInputs, { element }: Session): readonly string[] {
  if (!lacksCredentials(inputs, element)) return EVERYTHING;
  const changed = changedNames(differences(state, inputs, element));
  const different = changed.filter((name) => !sentByPut(name, element));
  return different.includes("ownerTag") ? [...different, "tags"] : different;
}
