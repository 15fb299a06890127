import type { InstanceBody } from "../platform/client";
import type { Deadline } from "../platform/clock";
import { NotFoundError } from "../platform/errors";
import type { Instance } from "../platform/instance";
import { fullConfiguration } from "./configuration";
import type { Context } from "./context";
import { type Changed, changed, reprovisions } from "./diff";
import { PartialFailure, reason } from "./errors";
import { compact } from "./plain";
import { stateOf, withoutDeveloperKey } from "./state";
import { platformTags } from "./tags";
import type { InstanceInputs, InstanceState } from "./types";
import { verify } from "./verify";

/**
 * Brings an existing instance to the declared state with one PUT or one PATCH, then switches it on or off, then verifies.
 * All bodies are absolute, so whatever was interrupted may be done again.
 * @param state what is known to be in effect; what is missing there is sent
 * @throws PartialFailure whose state says what the platform has now, or the platform's error where nothing was changed
 */
export async function apply(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<InstanceState> {
  const todo = changed(state, inputs);
  // Neither a PUT nor a PATCH switches an instance on or off.
  const declared = { ...inputs, enabled: state.enabled ?? true };
  const untold = { ...keptOutputs(state), ...declared };
  const sent = await send(id, state, inputs, todo, context, deadline);
  const answer = sent ?? (await readForToken(id, untold, context, deadline));
  const now = answer === undefined ? untold : stateOf(answer, declared, context.baseUrl, state);
  return finish(id, now, inputs, context, deadline);
}

/**
 * The steps after the instance itself is as declared: enabled or disabled, then verified.
 * @throws PartialFailure; NotFoundError where the platform has no such instance
 */
export async function finish(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<InstanceState> {
  const enabled = inputs.enabled ?? true;
  if ((state.enabled ?? true) !== enabled) {
    await context.platform.setEnabled(id, enabled, deadline).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
      const verb = enabled ? "enabled" : "disabled";
      throw new PartialFailure(id, state, [`Instance ${id} is as declared, but was not ${verb}: ${reason(error)}`]);
    });
  }
  const now = { ...state, enabled };
  if (inputs.verify === true) {
    await verify(now, context, deadline).catch((error: unknown) => {
      throw new PartialFailure(id, withoutDeveloperKey(now), [
        `Instance ${id} is as declared, but is not verified: ${reason(error)}`,
      ]);
    });
  }
  return now;
}

async function send(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  todo: readonly Changed[],
  context: Context,
  deadline: Deadline,
): Promise<Instance | undefined> {
  const has = (...names: Changed[]) => names.some((name) => todo.includes(name));
  const tags = platformTags(inputs.tags, inputs.ownerTag);
  if (reprovisions(todo)) {
    const body = { name: inputs.name, tags, configuration: fullConfiguration(inputs, state) };
    return context.platform.put(id, body, deadline);
  }
  if (!has("name", "tags", "ownerTag")) return undefined;
  const body: InstanceBody = {
    ...(has("name") ? { name: inputs.name } : {}),
    ...(has("tags", "ownerTag") ? { tags } : {}),
  };
  return context.platform.patch(id, body, deadline);
}

/** A creation that could not read the token left a state without one, and perhaps nothing else to do. */
async function readForToken(
  id: string,
  state: InstanceState,
  context: Context,
  deadline: Deadline,
): Promise<Instance | undefined> {
  if (state.token !== undefined) return undefined;
  return context.platform.get(id, deadline).catch((error: unknown) => {
    if (error instanceof NotFoundError) throw error;
    throw new PartialFailure(id, unread(state), [
      `Instance ${id} is as declared, but its token could not be read: ${reason(error)}`,
    ]);
  });
}

/** Without a token there was no verification either, which must not be forgotten once a refresh finds the token. */
export function unread(state: InstanceState): InstanceState {
  return state.verify === true ? withoutDeveloperKey(state) : state;
}

function keptOutputs(state: InstanceState): InstanceState {
  const { instanceId, token, elementId, organizationId, accountId, createdDate, valid, baseUrl } = state;
  return compact({ instanceId, token, elementId, organizationId, accountId, createdDate, valid, baseUrl });
}
