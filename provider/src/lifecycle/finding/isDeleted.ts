import { NotFoundError } from "../../platform/errors";
import type { Session } from "../model/session";

/**
 * Whether an instance that was found, and then refused a change, does not exist any more: lists, and for a while reads too,
 * go on showing what is deleted. Asked only after a failure, before an id is kept that may be a dead one.
 * @returns false where that cannot be told: an id too many is lost with the next refresh, a lost id is not found again
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
