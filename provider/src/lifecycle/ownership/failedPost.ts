import { PlatformError } from "../../platform/errors";
import { hasCode, outcomeUnknown, PartialFailure, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { type Created, newState } from "./created";
import { isDeleted, look } from "./look";
import { lookAgain } from "./lookAgain";

/** Milliseconds before the one look after an error from the platform itself. */
const AFTER_PLATFORM_ERROR = 3_000;

/**
 * Continues after a failed POST, which may have created an instance anyway.
 * @throws the error if there is none; "outcome-unknown", "duplicate-instances", PartialFailure
 */
export async function afterFailedPost(error: unknown, inputs: InstanceInputs, session: Session): Promise<Created> {
  // Any other failure after the request was sent, such as a bug of ours, also leaves the outcome unknown.
  const outcome = error instanceof PlatformError ? error.outcome : "unknown";
  const cause = error instanceof Error ? error : new Error(String(error));
  switch (outcome) {
    case "nothingDone":
    case "refused":
      throw cause;
    case "platformError":
      return afterPlatformError(cause, inputs, session);
    case "unknown":
      if (inputs.ownerTag !== undefined) return lookAgain(inputs.ownerTag, cause, inputs, session);
      throw outcomeUnknown(
        cause,
        `Owner tags are switched off, so look on the platform for an instance called ${JSON.stringify(inputs.name)} that ` +
          "was created just now; delete it, or name its id in adoptId, before you run pulumi up again",
      );
  }
}

async function afterPlatformError(error: Error, inputs: InstanceInputs, session: Session): Promise<never> {
  const { ownerTag } = inputs;
  if (ownerTag === undefined) throw error;
  // At most half of the remaining time, since the look needs some too.
  await session.clock.sleep(Math.min(AFTER_PLATFORM_ERROR, session.deadline.remaining() / 2), session.signal);
  const found = await look(ownerTag, session).catch((lookError: unknown) => {
    if (hasCode(lookError, "duplicate-instances")) throw lookError;
    throw outcomeUnknown(
      error,
      `The look for its owner tag ${ownerTag} failed too: ${reason(lookError)}. Run pulumi up again: it looks first`,
    );
  });
  if (found === undefined || (await isDeleted(found.id, session))) throw error;
  session.held.hold(found.id, session.declaration);
  // The platform kept an instance whose keys the vendor refused.
  const state = { ...newState(found, inputs, session), sendCredentialsAgain: true };
  throw new PartialFailure(found.id, state, [
    `Instance ${found.id} was created, but: ${error.message}. If an earlier run made it, one of this run may still appear: npx ` +
      "pulumi-act365 orphans then names both",
  ]);
}
