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
  const found = await confirmed(listed, ownerTag, session);
  if (found.length > 1) throw new DuplicateInstancesError(ownerTag, found);
  return found[0];
}

/** Whether an instance, asked for by its id, carries the owner tag; also where the response does not tell. */
export function carries({ tags }: Instance, ownerTag: string): boolean {
  return tags?.includes(ownerTag) ?? true;
}

/** Lists lag behind deletions and changes of tags, so an instance that is only listed is not a second one. */
async function confirmed(
  listed: readonly Instance[],
  ownerTag: string,
  session: Pick<Session, "platform">,
): Promise<Instance[]> {
  const found: Instance[] = [];
  for (const { id } of listed) {
    try {
      const instance = await session.platform.get(id);
      if (carries(instance, ownerTag)) found.push(instance);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return found;
}
