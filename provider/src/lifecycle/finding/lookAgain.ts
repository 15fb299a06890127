import { Deadline } from "../../platform/clock";
import type { Instance } from "../../platform/instance";
import { DuplicateInstancesError, OutcomeUnknownError, reason } from "../model/errors";
import type { Session } from "../model/session";
import { look } from "./look";
import { LAST_LOOK, WINDOW, waits } from "./waiting";

/**
 * Looks for the owner tag again and again, since the platform may still be at work on a POST whose answer was lost.
 * @param cause why it is not known whether there is an instance
 * @throws OutcomeUnknownError if it does not turn up in time; DuplicateInstancesError
 */
export async function lookAgain(ownerTag: string, cause: Error, session: Session): Promise<Instance> {
  const { clock, deadline } = session;
  if (deadline.remaining() === 0) {
    throw new OutcomeUnknownError(
      cause,
      `No time was left to look for its owner tag ${ownerTag}. Run pulumi up again: it looks first; or allow more time ` +
        "with customTimeouts",
    );
  }
  const bound = new Deadline(clock, Math.min(WINDOW + LAST_LOOK, deadline.remaining()));
  const platform = session.platform.within(bound);
  const kept = Math.min(LAST_LOOK, bound.total / 2);
  const seconds = `${Math.ceil((bound.total - kept) / 1000)} s`;
  session.log(
    `${cause.message}; it is not known whether an instance was created, so looking for it for up to ${seconds}`,
  );
  let trouble = "";
  for (const wait of waits()) {
    try {
      const found = await look(ownerTag, { platform });
      if (found !== undefined) {
        session.log(`found instance ${found.id}, which was created after all`);
        return found;
      }
      trouble = "";
    } catch (error) {
      if (error instanceof DuplicateInstancesError) throw error;
      trouble = ` The last look failed: ${reason(error)}.`;
    }
    const left = bound.remaining() - kept;
    if (left <= 0) break;
    await clock.sleep(Math.min(wait, left));
  }
  throw new OutcomeUnknownError(
    cause,
    `No instance with its owner tag ${ownerTag} turned up within ${seconds}.${trouble} ` +
      "Run pulumi up again: it looks first, and adopts the instance if it has turned up by then",
  );
}
