import { NotFoundError } from "../platform/errors";
import type { InstanceState } from "./model/properties";
import type { Session } from "./model/session";
import { stateOf } from "./model/state";
import { confirmDeleted } from "./ownership/confirmDeleted";
import { despiteLag } from "./ownership/waiting";

/**
 * The instance as it is now, or undefined if it was deleted.
 * @param state what was known before; empty on the first read of an instance that another program manages
 * @throws the platform's error for anything that does not prove that the instance was deleted, and for one never seen
 *   before
 */
export async function read(id: string, state: InstanceState, session: Session): Promise<InstanceState | undefined> {
  const known = state.instanceId === undefined ? { ...state, external: true } : state;
  try {
    const instance = await despiteLag(state, session, (again) =>
      again ? session.platform.get(id) : session.platform.getListed(id),
    );
    if (known.external !== true) session.held.seenByRead(id);
    warnOfDuplicates(id, state.ownerTag, session);
    return stateOf(instance, known, session, state);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    // If this returned undefined, the engine would take it for an instance without properties.
    if (state.instanceId === undefined) throw error;
    await confirmDeleted(id, state, error, session);
    return undefined;
  }
}

/** A killed run may have left a second instance of the declaration, which costs money and has a token of its own. */
function warnOfDuplicates(id: string, ownerTag: string | undefined, session: Session): void {
  const duplicates = ownerTag === undefined ? [] : session.platform.idsTagged(ownerTag).filter((other) => other !== id);
  if (duplicates.length === 0) return;
  session.log(
    `warning: the owner tag ${ownerTag} of instance ${id} is also carried by ${duplicates.join(", ")}. If nothing uses the ` +
      "other, delete it on the platform",
  );
}
