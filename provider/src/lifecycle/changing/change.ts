import type { InstanceBody } from "../../platform/client";
import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { compact } from "../../util/json";
import { PartialFailure, reason } from "../model/errors";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";
import { finish, pendingIfUnverified } from "./finish";
import { bodyFor, onlySent } from "./sent";

/**
 * Brings an existing instance to the declared state with one PUT or one PATCH, then enables or disables it, then
 * verifies it. All bodies hold absolute values, so an interrupted change can be repeated.
 * @param state what is known to be in effect
 * @param different the names of the inputs to send; what is left out stays as it is on the platform
 * @throws PartialFailure whose state says what the platform has now, or the platform's error where nothing was changed
 */
export async function change(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  different: readonly string[],
  session: Session,
): Promise<InstanceState> {
  // A name that is not sent stays as the platform spells it. Neither a PUT nor a PATCH enables or disables an instance.
  const name = different.includes("name") ? inputs.name : (state.name ?? inputs.name);
  const declared = withEnabled({ ...inputs, name }, state.enabled);
  const body = await bodyFor(id, state, inputs, different, session);
  const response =
    (await send(id, body, session)) ?? (await readForToken(id, { ...kept(state), ...declared }, session));
  const sent = response && onlySent(response, different, { state, inputs, known: declared }, session);
  const changed = sent === undefined ? { ...kept(state), ...declared } : stateOf(sent, declared, session, state);
  return finish(id, changed, inputs, session);
}

function withEnabled({ enabled: _, ...inputs }: InstanceInputs, enabled: boolean | undefined): InstanceState {
  return { ...inputs, ...compact({ enabled }) };
}

function send(id: string, body: InstanceBody, { platform }: Session): Promise<Instance | undefined> {
  if (body.configuration !== undefined) return platform.put(id, body);
  return Object.keys(body).length === 0 ? Promise.resolve(undefined) : platform.patch(id, body);
}

/** If a creation could not read the token, the state has none, and there may be nothing else to change. */
async function readForToken(id: string, state: InstanceState, session: Session): Promise<Instance | undefined> {
  if (state.token !== undefined) return undefined;
  return session.platform.get(id).catch((error: unknown) => {
    if (error instanceof NotFoundError) throw error;
    throw new PartialFailure(id, pendingIfUnverified(state), [
      `Instance ${id} is as declared, but its token could not be read: ${reason(error)}`,
    ]);
  });
}

/** The outputs, which stay as they were if nothing was sent. */
function kept(state: InstanceState) {
  const { instanceId, token, elementId, organizationId, accountId, createdDate, valid, baseUrl, seenBy } = state;
  return compact({ instanceId, token, elementId, organizationId, accountId, createdDate, valid, baseUrl, seenBy });
}
