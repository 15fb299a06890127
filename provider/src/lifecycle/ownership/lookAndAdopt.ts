import type { Instance } from "../../platform/instance";
import { Deadline, humanDuration } from "../../util/clock";
import { stillListed } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { adopt } from "./adopt";
import type { Created } from "./created";
import { look } from "./look";
import { LAST_LOOK, WINDOW, waits } from "./waiting";

/**
 * Adopts the instance that an earlier create of this declaration made and lost. A list may still show an instance that
 * is already deleted, such as the one being replaced: then it looks again until that one is no longer listed.
 * @returns undefined where there is none
 * @throws LifecycleError "still-listed"; "duplicate-instances"; what `adopt` throws
 */
export async function lookAndAdopt(
  ownerTag: string,
  inputs: InstanceInputs,
  session: Session,
): Promise<Created | undefined> {
  if (await session.platform.hasNoneTagged(ownerTag)) return undefined;
  const { clock, deadline, signal } = session;
  const forLastLook = Math.min(LAST_LOOK, deadline.total / 2);
  const window = new Deadline(clock, Math.max(0, Math.min(WINDOW, deadline.remaining() - forLastLook)));
  for (const wait of waits()) {
    const found = await look(ownerTag, session);
    if (found === undefined) return undefined;
    const created = await adopt(found, inputs, session);
    if (created !== undefined) {
      session.log(warningOf(found, ownerTag));
      return created;
    }
    const left = window.remaining();
    if (left === 0) throw stillListed(found.id, ownerTag, humanDuration(window.total));
    session.log(`instance ${found.id} is listed, but does not exist any more; looking again`);
    // If cancelled, the next look fails at once and says so.
    await clock.sleep(Math.min(wait, left), signal);
  }
  // Never reached, since `waits` has no end.
  return undefined;
}

/** The instance may be in use from another machine or backend, which nothing on the platform shows. */
function warningOf({ id, createdDate }: Instance, ownerTag: string): string {
  return (
    `warning: adopted instance ${id} (created ${createdDate ?? "at an unknown time"}) instead of creating a second one: ` +
    `it carries the owner tag of this declaration, ${ownerTag}. If it is not left over from an interrupted run, but managed ` +
    "from another machine or backend with the same project and stack name (such as pulumi login --local), set " +
    "act365:ownerTag to a text of your own"
  );
}
