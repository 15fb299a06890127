import type { Instance } from "../platform/instance";
import { fullConfiguration } from "./model/configuration";
import type { InstanceInputs } from "./model/properties";
import type { Session } from "./model/session";
import { platformTags } from "./model/tags";
import { adoptById } from "./ownership/adoptById";
import { type Created, complete } from "./ownership/created";
import { resolveDuplicates } from "./ownership/duplicates";
import { afterFailedPost } from "./ownership/failedPost";
import { lookAndAdopt } from "./ownership/lookAndAdopt";

/**
 * Makes the declared instance, or adopts the one that an earlier, interrupted create made: look, POST, and look once more.
 * There is never a second POST after an outcome that is not known.
 * @throws PartialFailure as soon as an id is known; a LifecycleError that says what to do; or the platform's error where
 *   nothing was made
 */
export async function create(inputs: InstanceInputs, session: Session): Promise<Created> {
  const { adoptId, ownerTag } = inputs;
  if (adoptId !== undefined) return adoptById(adoptId, inputs, session);

  const adopted = ownerTag === undefined ? undefined : await lookAndAdopt(ownerTag, inputs, session);
  if (adopted !== undefined) return adopted;

  const body = {
    name: inputs.name,
    tags: platformTags(inputs.tags, ownerTag),
    configuration: fullConfiguration(session.element, inputs),
  };
  let made: Instance;
  try {
    made = await session.platform.create(body);
  } catch (error) {
    return afterFailedPost(error, inputs, session);
  }

  const other = ownerTag === undefined ? undefined : await resolveDuplicates(made, ownerTag, inputs, session);
  return other ?? complete(made, inputs, session);
}
