import { NotFoundError } from "../platform/errors";
import { confirmDeleted } from "./finding/confirmDeleted";
import type { InstanceState } from "./model/properties";
import type { Session } from "./model/session";
import { stateOf } from "./model/state";

/**
 * The instance as it is now, or undefined if it is gone.
 * @param state what was known before; nothing of an instance that another program manages, when it is first read
 * @throws the platform's error for anything that does not prove that the instance is gone, and for one never seen before
 */
export async function read(id: string, state: InstanceState, session: Session): Promise<InstanceState | undefined> {
  const known = state.instanceId === undefined ? { ...state, external: true } : state;
  try {
    const instance = await session.platform.getListed(id);
    if (known.external !== true) session.held.seenByRead(id);
    warnOfTwins(id, state.ownerTag, session);
    return withoutNewSecrets(stateOf(instance, known, session, state), state);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    // The engine would take the answer "gone" for an instance without any properties.
    if (state.instanceId === undefined) throw error;
    await confirmDeleted(id, state, error, session);
    return undefined;
  }
}

/**
 * The engine marks an output as secret by its name where the program declared it, and of an imported instance no program has
 * declared anything before the first `pulumi up`: until then its token and credentials must not come into the state.
 */
function withoutNewSecrets(found: InstanceState, before: InstanceState): InstanceState {
  const imported =
    before.instanceId !== undefined && before.token === undefined && Object.keys(before.credentials).length === 0;
  if (!imported) return found;
  const { token: _, ...others } = found;
  return { ...others, credentials: {} };
}

/** A killed run may have left a second instance of the declaration, which costs money and has a token of its own. */
function warnOfTwins(id: string, ownerTag: string | undefined, session: Session): void {
  const twins = ownerTag === undefined ? [] : session.platform.idsTagged(ownerTag).filter((other) => other !== id);
  if (twins.length === 0) return;
  session.log(
    `warning: the owner tag ${ownerTag} of instance ${id} is also carried by ${twins.join(", ")}. If nothing uses the ` +
      "other, delete it on the platform",
  );
}
