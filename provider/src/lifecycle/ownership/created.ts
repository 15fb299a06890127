import type { Instance } from "../../platform/instance";
import { finish, pendingIfUnverified } from "../changing/finish";
import { PartialFailure, reason } from "../model/errors";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";

/** The instance that a create made or adopted. */
export interface Created {
  readonly id: string;
  readonly state: InstanceState;
}

/** The state of an instance that a POST just made: it is enabled, whatever is declared. */
export function newState(made: Instance, inputs: InstanceInputs, session: Session): InstanceState {
  return stateOf(made, { ...inputs, enabled: true }, session);
}

/**
 * Everything that follows the creation of an instance. From here on, its id must not get lost.
 * @throws PartialFailure
 */
export async function complete(made: Instance, inputs: InstanceInputs, session: Session): Promise<Created> {
  session.held.hold(made.id, session.declaration);
  const instance = await withToken(made, session).catch((error: unknown) => {
    throw new PartialFailure(made.id, pendingIfUnverified(newState(made, inputs, session)), [
      `Instance ${made.id} was created, but its token could not be read: ${reason(error)}`,
    ]);
  });
  const state = newState(instance, inputs, session);
  const finished = await finish(made.id, state, inputs, session).catch((error: unknown) => {
    if (error instanceof PartialFailure) throw error;
    // Not found: reads may lag behind, so it may be enabled or disabled as declared all the same.
    const { enabled: _, ...known } = state;
    throw new PartialFailure(made.id, known, [`Instance ${made.id} was created, but: ${reason(error)}`]);
  });
  return { id: made.id, state: finished };
}

/** The platform returns the token in every response; items of an abridged list, and broken responses, may lack it. */
async function withToken(instance: Instance, session: Session): Promise<Instance> {
  return instance.token === undefined ? session.platform.get(instance.id) : instance;
}
