import type { Instance } from "../../platform/instance";
import { differences } from "../changing/differences";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { newState } from "./created";

/**
 * Whether an instance found after a POST whose response was lost was created by that POST: it is newer, and exactly as
 * declared. An earlier, killed run may have created another one, whose masked credentials no response shows. If in
 * doubt, false.
 * @param postedAt when the POST began; milliseconds since 1970
 */
export function madeByThisPost(found: Instance, postedAt: number, inputs: InstanceInputs, session: Session): boolean {
  const { createdDate, tags, configuration } = found;
  if (createdDate === undefined || tags === undefined || configuration === undefined) return false;
  const created = Date.parse(createdDate);
  // The platform's dates have whole seconds. A date in the future only shows that its clock differs.
  const earliest = created % 1000 === 0 ? Math.floor(postedAt / 1000) * 1000 : postedAt;
  if (created < earliest || created > session.clock.now()) return false;
  // A POST creates an enabled instance, whatever is declared.
  return differences(newState(found, inputs, session), { ...inputs, enabled: true }, session.element).length === 0;
}
