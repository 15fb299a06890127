import type { Instance } from "../../platform/instance";
import { lostToAnother, reason } from "../model/errors";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { adopt } from "./adopt";
import { confirm } from "./confirm";
import type { Created } from "./created";
import { deleteOwn } from "./deleteOwn";

/**
 * Looks once more after a successful POST. An engine killed during its POST may have created another instance of this
 * declaration, too late for our first look to find it. The instance with the smallest id wins, so that two creates that
 * see each other make the same choice. A warning names all that remain.
 * @returns the other instance, adopted, after deleting our own; undefined if our own wins
 * @throws PartialFailure; "lost-to-another"
 */
export async function resolveDuplicates(
  made: Instance,
  ownerTag: string,
  inputs: InstanceInputs,
  session: Session,
): Promise<Created | undefined> {
  const { winner, rest } = await findWinner(await othersWith(ownerTag, made, session), made, ownerTag, session);
  if (winner === undefined) {
    if (rest.length > 0) {
      session.log(
        `warning: created instance ${made.id}, but its owner tag ${ownerTag} is also carried by ${rest.join(", ")}. ` +
          `${made.id} is the one that Pulumi manages; delete the others on the platform unless another pulumi up is still ` +
          "running",
      );
    }
    return undefined;
  }
  const deleted = await deleteOwn(made, [winner.id, ...rest], inputs, session);
  session.log(
    `warning: instance ${winner.id} carries the owner tag of this declaration too, and is older: ` +
      (deleted
        ? `deleted instance ${made.id}, which was just created, and adopting ${winner.id} instead`
        : `adopting it instead of instance ${made.id}, which was just created. ${made.id} was to be deleted, but the ` +
          "platform does not confirm that, so it may still exist: delete it on the platform if it does") +
      (rest.length === 0
        ? ""
        : `. The tag is also carried by ${rest.join(", ")}: delete those on the platform unless another pulumi up is still ` +
          "running"),
  );
  const adopted = await adopt(winner, inputs, session);
  if (adopted === undefined) throw lostToAnother(made.id, winner.id, deleted ? rest : [made.id, ...rest]);
  return adopted;
}

/** The oldest other instance, if it is older than our own and can be adopted, and the ids of all others that may exist. */
async function findWinner(
  others: readonly Instance[],
  made: Instance,
  ownerTag: string,
  session: Session,
): Promise<{ winner: Instance | undefined; rest: string[] }> {
  let winner: Instance | undefined;
  const rest: string[] = [];
  for (const other of others) {
    const { id } = other;
    const older = winner === undefined && BigInt(id) < BigInt(made.id);
    if (!older || session.held.otherHolder(id, session.declaration) !== undefined) {
      rest.push(id);
      continue;
    }
    try {
      winner = await confirm(other, ownerTag, session);
    } catch (error) {
      session.log(`warning: could not read instance ${id}, which carries the same owner tag: ${reason(error)}`);
      rest.push(id);
    }
  }
  return { winner, rest };
}

/**
 * Oldest first. If the others cannot be read, that is no reason to fail: our own instance exists, and its id is known.
 */
async function othersWith(ownerTag: string, made: Instance, session: Session): Promise<Instance[]> {
  try {
    const found = await session.platform.findByTag(ownerTag);
    return found
      .filter(({ id }) => id !== made.id && !session.held.wasDeleted(id))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  } catch (error) {
    session.log(
      `warning: created instance ${made.id}, but could not check whether another instance carries its owner tag: ${reason(error)}`,
    );
    return [];
  }
}
