import { reason } from "../../lifecycle/model/errors";
import { DEFAULT_TIMEOUTS } from "../../operations/call";
import { NotFoundError } from "../../platform/errors";
import { CommandError } from "../errors";
import { ownersOf } from "../instances";
import { type Access, openPlatform } from "../platformSession";
import { readProjectStates } from "../projectStates";
import type { Stack } from "../stack";
import type { Suspect } from "./suspect";
import { whyKept } from "./verdict";

/** Deletes one after the other. @returns how many could not be deleted */
export async function deleteAll(lost: readonly Suspect[], access: Access & { stack: Stack }): Promise<number> {
  const { messages } = access.around;
  let failures = 0;
  for (const { id, ownerTag } of lost) {
    try {
      messages.write(`${id}: ${await deleteOne(id, ownerTag, access)}\n`);
    } catch (error) {
      if (access.around.signal.aborted) throw error;
      failures += 1;
      messages.write(`error: ${id} was not deleted: ${access.shared.redactor.sentence(reason(error), 1_000)}\n`);
    }
  }
  return failures;
}

async function deleteOne(id: string, ownerTag: string, access: Access & { stack: Stack }): Promise<string> {
  const { stack, around } = access;
  const { platform, baseUrl } = openPlatform(access, DEFAULT_TIMEOUTS.delete);
  try {
    // An update may have adopted it since it was listed: the prompt may wait for hours, and each deletion takes a
    // while.
    const states = await readProjectStates(stack, around);
    const unsure = states.updating ?? states.unreadable;
    if (unsure !== undefined) throw new CommandError(unsure);
    const instance = await platform.get(id);
    if (!ownersOf(instance).some(({ tag }) => tag === ownerTag)) return "kept, since its owner tag has changed";
    const kept = whyKept(instance, { stack, states, baseUrl, now: around.clock.now() });
    if (kept !== null) return `kept, since ${kept}`;
    await platform.delete(id);
    return "deleted";
  } catch (error) {
    if (error instanceof NotFoundError) return "is already deleted";
    throw error;
  }
}
