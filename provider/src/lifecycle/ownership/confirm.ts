import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import type { Session } from "../model/session";
import { despiteLag, isYoung } from "./waiting";

/**
 * A listed instance as a GET by its id shows it. Lists lag behind deletions and changes of tags, and reads lag too.
 * @returns undefined if it does not exist, or does not carry the owner tag any more
 */
export async function confirm(listed: Instance, ownerTag: string, session: Session): Promise<Instance | undefined> {
  const { id } = listed;
  if (session.held.wasDeleted(id)) return undefined;
  try {
    const found = await despiteLag(listed, session, () => session.platform.get(id));
    // Where the response does not tell its tags, the list did.
    return (found.tags?.includes(ownerTag) ?? true) ? found : undefined;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    if (isYoung(listed, session.clock)) {
      session.log(
        `warning: instance ${id} is listed with the owner tag ${ownerTag} of this declaration too, but was not found. If it ` +
          "exists after all, npx pulumi-act365 orphans names it",
      );
    }
    return undefined;
  }
}
