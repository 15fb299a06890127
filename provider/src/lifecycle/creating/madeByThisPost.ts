import type { Instance } from "../../platform/instance";
import { differences } from "../changing/differences";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { newState } from "./created";

/**
 * Whether an instance that was found after a POST whose answer was lost is what that POST made: created since, and just as
 * declared. An earlier run that was killed may have made another one, whose masked credentials no answer shows. Where it
 * cannot be told, the answer is no.
 * @param postedAt when the POST began; milliseconds since 1970
 */
export function madeByThisPost(found: Instance, postedAt: number, inputs: InstanceInputs, session: Session): boolean {
  const { createdDate, tags, configuration } = found;
  if (createdDate === undefined || tags === undefined || configuration === undefined) return false;
  const created = Date.parse(createdDate);
  // The platform's dates have whole seconds. What is later than now tells only that its clock is another one.
  const earliest = created % 1000 === 0 ? Math.floor(postedAt / 1000) * 1000 : postedAt;
  if (created < earliest || created > session.clock.now()) return false;
  // A POST enables what it makes, whatever is declared.
  return differences(newState(found, inputs, session), { ...inputs, enabled: true }, session.element).length === 0;
}
