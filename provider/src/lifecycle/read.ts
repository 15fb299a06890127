import { NotFoundError } from "../platform/errors";
import { type Context, deadlineOf } from "./context";
import { confirmGone } from "./gone";
import { stateOf } from "./state";
import type { InstanceState } from "./types";

/**
 * The instance as it is now, or undefined if it is gone.
 * @param state what was known before; only its id for an instance that another program manages
 * @throws the platform's error for anything that does not prove that the instance is gone, and for one never seen before
 */
export async function read(id: string, state: InstanceState, context: Context): Promise<InstanceState | undefined> {
  const deadline = deadlineOf("read", state.customTimeouts, context.clock);
  try {
    return stateOf(await context.platform.get(id, deadline), state, context.baseUrl, state);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    // `Act365Instance.get`: the engine would take the answer "gone" for an instance without any properties.
    if (state.instanceId === undefined) throw error;
    await confirmGone(id, state, error, context, deadline);
    return undefined;
  }
}
