import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { carries } from "../finding/look";
import { LostToAnotherError, PartialFailure, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { type Created, newState } from "./created";
import { takeOver } from "./takeOver";

/**
 * Looks once more after a successful POST. An engine killed during its POST may have created another instance of this
 * declaration, too late for our first look to find it. The instance with the smallest id wins, so that two creates that
 * see each other make the same choice.
 * @returns the other instance, adopted, after deleting our own; undefined if our own wins
 * @throws PartialFailure
 */
export async function resolveDuplicates(
  made: Instance,
  ownerTag: string,
  inputs: InstanceInputs,
  session: Session,
): Promise<Created | undefined> {
  const others = await othersWith(ownerTag, made, session);
  const onlyListed = new Set<Instance>();
  for (const other of others.filter(({ id }) => BigInt(id) < BigInt(made.id))) {
    if (session.held.otherHolder(other.id, inputs) !== undefined) continue;
    const confirmed = await confirm(other, ownerTag, session);
    if (confirmed === "only listed") onlyListed.add(other);
    if (confirmed === "only listed" || confirmed === undefined) continue;
    await deleteOwn(made, confirmed, inputs, session);
    session.log(
      `warning: instance ${confirmed.id} carries the owner tag of this declaration too, and is older: deleted instance ` +
        `${made.id}, which was just created, and adopting ${confirmed.id} instead`,
    );
    const adopted = await takeOver(confirmed, inputs, session);
    if (adopted === undefined) throw new LostToAnotherError(made.id, confirmed.id);
    return adopted;
  }
  const rest = others
    .filter((other) => !onlyListed.has(other))
    .map(({ id }) => id)
    .join(", ");
  if (rest !== "") {
    session.log(
      `warning: created instance ${made.id}, but its owner tag ${ownerTag} is also carried by ${rest}. ${made.id} is the ` +
        "one that Pulumi manages; delete the others on the platform unless another pulumi up is still running",
    );
  }
  return undefined;
}

/**
 * Oldest first. If the others cannot be read, that is no reason to fail: our own instance exists, and its id is known.
 */
async function othersWith(ownerTag: string, made: Instance, session: Session): Promise<Instance[]> {
  try {
    const found = await session.platform.findByTag(ownerTag);
    return found.filter(({ id }) => id !== made.id).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  } catch (error) {
    session.log(
      `warning: created instance ${made.id}, but could not check whether another instance carries its owner tag: ${reason(error)}`,
    );
    return [];
  }
}

/**
 * Lists lag behind deletions and changes of tags, and reads may lag too. Our own instance may be deleted only for one that
 * exists, and that still carries the owner tag.
 */
async function confirm(
  other: Instance,
  ownerTag: string,
  session: Session,
): Promise<Instance | "only listed" | undefined> {
  if (session.held.wasDeleted(other.id)) return "only listed";
  try {
    const found = await session.platform.get(other.id);
    return carries(found, ownerTag) ? found : "only listed";
  } catch (error) {
    if (error instanceof NotFoundError) return "only listed";
    session.log(`warning: could not read instance ${other.id}, which carries the same owner tag: ${reason(error)}`);
    return undefined;
  }
}

async function deleteOwn(made: Instance, other: Instance, inputs: InstanceInputs, session: Session): Promise<void> {
  await session.platform.delete(made.id).catch((error: unknown) => {
    if (error instanceof NotFoundError) return;
    session.held.hold(made.id, inputs);
    // The instance may have been deleted anyway. Pending credentials make the next update send a request, which then
    // finds out.
    const state = { ...newState(made, inputs, session), credentialsPending: true };
    throw new PartialFailure(made.id, state, [
      `Instance ${made.id} was created, but instance ${other.id} carries the owner tag of this declaration too, and ` +
        `${made.id} could not be deleted: ${reason(error)}. The state keeps ${made.id}; delete ${other.id} on the platform, ` +
        "then run pulumi up again",
    ]);
  });
  session.held.noteDeleted(made.id);
}
