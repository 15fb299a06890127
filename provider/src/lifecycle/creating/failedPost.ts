import { PlatformError } from "../../platform/errors";
import { isDeleted } from "../finding/isDeleted";
import { look } from "../finding/look";
import { DuplicateInstancesError, OutcomeUnknownError, PartialFailure, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { type Created, newState } from "./created";
import { lookAgain } from "./lookAgain";

/** Milliseconds before the one look after the platform itself answered with an error. */
const AFTER_PLATFORM_ERROR = 3_000;

/**
 * Goes on after a failed POST, which may have made an instance all the same.
 * @param postedAt when it began; milliseconds since 1970
 * @throws the error if there is none; OutcomeUnknownError, DuplicateInstancesError, PartialFailure
 */
export async function afterFailedPost(
  error: unknown,
  postedAt: number,
  inputs: InstanceInputs,
  session: Session,
): Promise<Created> {
  // Whatever else goes wrong after the sending, such as a bug of ours, leaves the outcome unknown too.
  const outcome = error instanceof PlatformError ? error.outcome : "unknown";
  const cause = error instanceof Error ? error : new Error(String(error));
  switch (outcome) {
    case "nothingDone":
    case "refused":
      throw cause;
    case "platformError":
      return afterPlatformError(cause, inputs, session);
    case "unknown":
      if (inputs.ownerTag !== undefined) return lookAgain(inputs.ownerTag, cause, postedAt, inputs, session);
      throw new OutcomeUnknownError(
        cause,
        `Owner tags are switched off, so look on the platform for an instance called ${JSON.stringify(inputs.name)} that ` +
          "was created just now; delete it, or name its id in adoptId, before you run pulumi up again",
      );
  }
}

async function afterPlatformError(error: Error, inputs: InstanceInputs, session: Session): Promise<never> {
  const { ownerTag } = inputs;
  if (ownerTag === undefined) throw error;
  // Half of the time that is left at the most, for the look takes some too.
  await session.clock.sleep(Math.min(AFTER_PLATFORM_ERROR, session.deadline.remaining() / 2), session.signal);
  const found = await look(ownerTag, session).catch((lookError: unknown) => {
    if (lookError instanceof DuplicateInstancesError) throw lookError;
    throw new OutcomeUnknownError(
      error,
      `The look for its owner tag ${ownerTag} failed too: ${reason(lookError)}. Run pulumi up again: it looks first`,
    );
  });
  if (found === undefined || (await isDeleted(found.id, session))) throw error;
  session.held.hold(found.id, inputs);
  // The platform kept an instance that it could not authenticate.
  const state = { ...newState(found, inputs, session), credentialsPending: true };
  throw new PartialFailure(found.id, state, [`Instance ${found.id} was created, but: ${error.message}`]);
}
