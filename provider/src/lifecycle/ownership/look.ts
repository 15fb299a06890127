import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { duplicateInstances } from "../model/errors";
import type { Session } from "../model/session";
import { confirm } from "./confirm";

/**
 * The instance that carries the owner tag, if there is one.
 * @throws LifecycleError "duplicate-instances"
 */
export async function look(ownerTag: string, session: Session): Promise<Instance | undefined> {
  const listed = await session.platform.findByTag(ownerTag);
  if (listed.length <= 1) return listed[0];
  const found = await confirmed(listed, ownerTag, session);
  if (found.length > 1) throw duplicateInstances(ownerTag, found);
  return found[0];
}

/** Those that a GET shows, too: a list may still show an instance that is deleted. */
async function confirmed(listed: readonly Instance[], ownerTag: string, session: Session): Promise<Instance[]> {
  const found: Instance[] = [];
  for (const instance of listed) {
    const now = await confirm(instance, ownerTag, session);
    if (now !== undefined) found.push(now);
  }
  return found;
}

/**
 * Whether an instance that was found, but could not be changed, has been deleted: lists, and for a while reads too,
 * still show deleted instances. Called only after a failure, before keeping an id that may no longer exist.
 * @returns false if unknown: the next refresh removes a useless id, but a lost one is not found again
 */
export async function isDeleted(id: string, { held, platform }: Pick<Session, "held" | "platform">): Promise<boolean> {
  if (held.wasDeleted(id)) return true;
  try {
    await platform.get(id);
    return false;
  } catch (error) {
    return error instanceof NotFoundError;
  }
}
