import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { DuplicateInstancesError } from "../model/errors";
import type { Session } from "../model/session";

/**
 * The instance that carries the owner tag, if there is one.
 * @throws DuplicateInstancesError
 */
export async function look(ownerTag: string, session: Pick<Session, "platform">): Promise<Instance | undefined> {
  const listed = await session.platform.findByTag(ownerTag);
  if (listed.length <= 1) return listed[0];
  const found = await thoseThatExist(listed, session);
  if (found.length > 1) throw new DuplicateInstancesError(ownerTag, found);
  return found[0];
}

/** Lists lag behind deletions, so an instance that is listed but does not exist does not count. */
async function thoseThatExist(listed: readonly Instance[], session: Pick<Session, "platform">): Promise<Instance[]> {
  const found: Instance[] = [];
  for (const instance of listed) {
    try {
      found.push(await session.platform.get(instance.id));
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return found;
}
