import type { Deadline } from "../platform/clock";
import { NotFoundError, PlatformError } from "../platform/errors";
import { apply } from "./apply";
import { type Context, deadlineOf } from "./context";
import { type Changed, changed, reprovisions } from "./diff";
import { InstanceGoneError, PartialFailure, reason } from "./errors";
import { confirmGone } from "./gone";
import { compact } from "./plain";
import { stateOf, withoutDeveloperKey } from "./state";
import type { InstanceInputs, InstanceState } from "./types";

/**
 * Brings the instance from the state to the declaration; also called by the next `pulumi up` after a partial failure.
 * @throws PartialFailure with what the platform has now, InstanceGoneError, WrongOrganizationError, or the platform's
 *   error if nothing was done
 */
export async function update(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  context: Context,
): Promise<InstanceState> {
  const deadline = deadlineOf("update", inputs.customTimeouts, context.clock);
  try {
    return await apply(id, state, inputs, context, deadline);
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    if (error instanceof NotFoundError) {
      await confirmGone(id, state, error, context, deadline);
      throw new InstanceGoneError(id, error);
    }
    // Nothing was done, so the state before is still right.
    if (error instanceof PlatformError && error.outcome === "nothingDone") throw error;
    throw await afterFailure(id, state, inputs, error, context, deadline);
  }
}

/**
 * What a refused or interrupted change left behind. The platform is asked; the developer key, which it masks, is known
 * neither to be the old one nor the new one, so it leaves the state and the next `pulumi up` sends it again.
 */
async function afterFailure(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  error: unknown,
  context: Context,
  deadline: Deadline,
): Promise<Error> {
  const todo = changed(state, inputs);
  const known = withoutAttempted(state, todo);
  try {
    const instance = await context.platform.get(id, deadline);
    const now = (declared: InstanceState) => stateOf(instance, declared, context.baseUrl, state);
    return new PartialFailure(id, now(withNewKeys(known, inputs)), [
      `Instance ${id} was not updated as declared: ${reason(error)}`,
      summary(todo, now(known), inputs),
    ]);
  } catch (readError) {
    const refused = error instanceof PlatformError && error.outcome === "refused";
    if (refused) return error;
    return new PartialFailure(id, withoutDoubtful(withNewKeys(known, inputs), todo), [
      `Instance ${id} was not updated as declared: ${reason(error)}`,
      `What of ${todo.join(", ")} is in effect is not known (${reason(readError)}); the next pulumi up sends it again`,
    ]);
  }
}

function withoutAttempted(state: InstanceState, todo: readonly Changed[]): InstanceState {
  return reprovisions(todo) ? withoutDeveloperKey(state) : state;
}

/** The change may have set keys that the state does not know: forgotten, they would never be set back. */
function withNewKeys(state: InstanceState, inputs: InstanceInputs): InstanceState {
  return compact({
    ...state,
    events: merged(inputs.events, state.events),
    configuration: merged(inputs.configuration, state.configuration),
  });
}

function merged<T extends object>(attempted: T | undefined, known: T | undefined): T | undefined {
  return known === undefined ? attempted : { ...attempted, ...known };
}

/**
 * Without what may or may not have changed, and without the developer key: a missing tag, say, cannot be told from none,
 * so it is the missing key that makes the next `pulumi up` send everything.
 */
function withoutDoubtful(state: InstanceState, todo: readonly Changed[]): InstanceState {
  const sent: readonly Changed[] = ["name", "apiKey", "tags", "ownerTag"];
  const doubtful = new Set<string>(["developerKey", ...sent.filter((name) => todo.includes(name))]);
  return Object.fromEntries(Object.entries(state).filter(([name]) => !doubtful.has(name)));
}

function summary(todo: readonly Changed[], now: InstanceState, inputs: InstanceInputs): string {
  const open = new Set(changed(now, inputs));
  const list = (names: readonly Changed[]) => (names.length === 0 ? "nothing" : names.join(", "));
  const done = list(todo.filter((name) => !open.has(name)));
  return `Done: ${done}. Not done: ${list([...open])}; the next pulumi up sends it again`;
}
