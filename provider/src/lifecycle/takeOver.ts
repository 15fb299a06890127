import { ACT_365 } from "../platform/actessentials";
import type { Deadline } from "../platform/clock";
import { NotFoundError } from "../platform/errors";
import type { Instance } from "../platform/instance";
import { apply } from "./apply";
import type { Context } from "./context";
import type { Created } from "./create";
import { AdoptionError, PartialFailure, reason } from "./errors";
import { look } from "./look";
import { foreignOwnerTag } from "./ownerTag";
import { stateOf } from "./state";
import type { InstanceInputs } from "./types";

/** Takes over the instance that an earlier create of this declaration made and lost. */
export async function takeOver(
  found: Instance,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<Created> {
  context.log(
    `warning: instance ${found.id} (created ${found.createdDate ?? "at an unknown time"}) carries the owner tag of ` +
      `this declaration, ${inputs.ownerTag}: it is taken over, no second one is created`,
  );
  return bring(found, inputs, context, deadline);
}

/**
 * Takes over the instance that `adoptId` names.
 * @throws AdoptionError where it is not there, is another element's, or belongs to another declaration
 */
export async function adopt(
  id: string,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<Created> {
  const found = await context.platform.get(id, deadline).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
    throw new AdoptionError(
      `adoptId: there is no instance ${id} to take over (${error.message}). Nothing was changed. Correct adoptId, or take ` +
        "it out of the program to make a new instance",
    );
  });
  if (found.elementKey !== undefined && found.elementKey !== ACT_365.key) {
    throw new AdoptionError(`adoptId: instance ${id} is one of the element ${found.elementKey}, not of ${ACT_365.key}`);
  }
  const owner = foreignOwnerTag(found.tags ?? [], inputs.ownerTag);
  if (owner !== undefined) {
    throw new AdoptionError(
      `adoptId: instance ${id} belongs to another declaration, whose owner tag is ${owner}. Remove it there first ` +
        "(pulumi state delete keeps the instance), then remove that tag on the platform",
    );
  }
  const other = inputs.ownerTag === undefined ? undefined : await look(inputs.ownerTag, context, deadline);
  if (other !== undefined && other.id !== id) {
    throw new AdoptionError(
      `adoptId: this declaration has an instance on the platform already, ${other.id}. Delete that one, or name it in adoptId`,
    );
  }
  context.log(`instance ${id} is taken over, as adoptId says`);
  return bring(found, inputs, context, deadline);
}

async function bring(found: Instance, inputs: InstanceInputs, context: Context, deadline: Deadline): Promise<Created> {
  // The developer key is masked in answers, so it is not known to be the declared one, and is sent.
  const { developerKey: _, enabled: __, ...known } = inputs;
  let state = stateOf(found, known, context.baseUrl);
  try {
    if (found.configuration === undefined || found.token === undefined) {
      state = stateOf(await context.platform.get(found.id, deadline), known, context.baseUrl);
    }
    return { id: found.id, state: await apply(found.id, state, inputs, context, deadline) };
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    throw new PartialFailure(found.id, state, [
      `Instance ${found.id} was taken over, but is not as declared yet: ${reason(error)}`,
    ]);
  }
}
