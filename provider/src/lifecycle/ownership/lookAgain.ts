import type { Instance } from "../../platform/instance";
import { Deadline } from "../../util/clock";
import { hasCode, type LifecycleError, outcomeUnknown, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { adopt } from "./adopt";
import type { Created } from "./created";
import { look } from "./look";
import { LAST_LOOK, WINDOW, waits } from "./waiting";

/**
 * Looks for the owner tag repeatedly, since the platform may still be working on a POST whose response was lost. The
 * instance that it finds may also be one that an earlier, killed run created, with another developer key, which no
 * response shows; or one that is deleted but still listed. So it is adopted like any other, and as the one of this POST may
 * appear later, a warning says so.
 * @param cause why it is unknown whether an instance was created
 * @throws LifecycleError "outcome-unknown" if it is not found in time; "duplicate-instances"; what `adopt` throws
 */
export async function lookAgain(
  ownerTag: string,
  cause: Error,
  inputs: InstanceInputs,
  session: Session,
): Promise<Created> {
  const { clock, deadline, signal } = session;
  if (signal?.aborted) throw cancelled(ownerTag, cause);
  if (deadline.remaining() === 0) {
    throw outcomeUnknown(
      cause,
      `No time was left to look for its owner tag ${ownerTag}. Run pulumi up again: it looks first` +
        deadline.moreTime("; or allow"),
    );
  }
  const bound = new Deadline(clock, Math.min(WINDOW + LAST_LOOK, deadline.remaining()));
  const platform = session.platform.within(bound);
  const forLastLook = Math.min(LAST_LOOK, bound.total / 2);
  const seconds = `${Math.ceil((bound.total - forLastLook) / 1000)} s`;
  session.log(
    `${cause.message}; it is not known whether an instance was created, so looking for it, for up to ${seconds}`,
  );
  let lastProblem = "";
  for (const wait of waits()) {
    const found = await look(ownerTag, { ...session, platform, deadline: bound }).catch((error: unknown) => {
      if (hasCode(error, "duplicate-instances")) throw error;
      return ` The last look failed: ${reason(error)}.`;
    });
    lastProblem = typeof found === "string" ? found : "";
    if (typeof found === "object") {
      const created = await adopt(found, inputs, session).catch((error: unknown) => {
        session.log(warningOf(found, ownerTag));
        throw error;
      });
      if (created !== undefined) {
        session.log(warningOf(found, ownerTag));
        return created;
      }
      lastProblem = ` Instance ${found.id} is listed, but does not exist any more.`;
    }
    const left = bound.remaining() - forLastLook;
    if (left <= 0) break;
    await clock.sleep(Math.min(wait, left), signal);
    if (signal?.aborted) throw cancelled(ownerTag, cause);
  }
  throw outcomeUnknown(
    cause,
    `No instance with its owner tag ${ownerTag} turned up within ${seconds}.${lastProblem} ` +
      "Run pulumi up again: it looks first, and adopts the instance if it has turned up by then",
  );
}

/** A cancelled operation stops looking, but the error must say that its POST may have created an instance. */
function cancelled(ownerTag: string, cause: Error): LifecycleError {
  return outcomeUnknown(
    cause,
    `The look for its owner tag ${ownerTag} was cancelled. Run pulumi up again: it looks first, and adopts the instance ` +
      "if there is one",
  );
}

/** The instance may come from the lost POST or from an earlier run: nothing on the platform shows which. */
function warningOf({ id, createdDate }: Instance, ownerTag: string): string {
  return (
    `warning: adopted instance ${id} (created ${createdDate ?? "at an unknown time"}), which carries the owner tag of this ` +
    `declaration, ${ownerTag}. If an earlier run made it, one of this run may still appear: npx pulumi-act365 orphans then ` +
    "names both, and so does pulumi refresh where it reads a list"
  );
}
