import { NotFoundError } from "../platform/errors";
import { type Context, deadlineOf } from "./context";
import { confirmGone } from "./gone";
import type { InstanceState } from "./types";

/** Deletes the instance; one that is already gone is fine, as far as that can be believed. */
export async function deleteInstance(id: string, state: InstanceState, context: Context): Promise<void> {
  const deadline = deadlineOf("delete", state.customTimeouts, context.clock);
  try {
    await context.platform.delete(id, deadline);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await confirmGone(id, state, error, context, deadline);
  }
}
