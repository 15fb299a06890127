import { reason } from "../../lifecycle/model/errors";
import { NotFoundError } from "../../platform/errors";
import { CommandError } from "../errors";
import { isOf } from "../importing/choose";
import { ownersOf, ownerText } from "../instances";
import { type Access, openPlatform } from "../platformSession";
import type { Stack } from "../stack";
import { idsOn, readState } from "../state";
import { plain } from "../table";
import type { Suspect } from "./suspect";

/** Why nothing may be deleted: an update may be creating or adopting these very instances. */
export const PENDING =
  "the state has pending operations. If an update is under way, wait for it. If one was killed, run pulumi up, which adopts " +
  "what it left behind, or pulumi refresh --clear-pending-creates";

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
      messages.write(`error: ${id} was not deleted: ${access.state.redactor.sentence(reason(error), 1_000)}\n`);
    }
  }
  return failures;
}

async function deleteOne(id: string, ownerTag: string, access: Access & { stack: Stack }): Promise<string> {
  const { platform, baseUrl } = openPlatform(access, "delete");
  try {
    // An update may have adopted it since it was listed: the prompt may wait for hours, and each deletion takes a
    // while.
    const state = await readState(access.stack, access.around);
    if (state.pending) throw new CommandError(PENDING);
    if (idsOn(baseUrl, state).has(id)) return "kept, since it is in the state now";
    const owners = ownersOf(await platform.get(id));
    if (!owners.some(({ tag }) => tag === ownerTag)) return "kept, since its owner tag has changed";
    const other = owners.find(({ owner }) => !isOf(owner, access.stack));
    if (other !== undefined) return `kept, since it also carries the owner tag of ${plain(ownerText(other.owner))}`;
    await platform.delete(id);
    return "deleted";
  } catch (error) {
    if (error instanceof NotFoundError) return "is already deleted";
    throw error;
  }
}
