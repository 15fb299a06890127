import { NotFoundError } from "../../platform/errors";
import type { Session } from "../model/session";

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
