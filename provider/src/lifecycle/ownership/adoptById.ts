import { MASK } from "../../elements/definition";
import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { listInWords } from "../../util/words";
import { missingCredentials, needPut } from "../changing/missingInputs";
import { declaredConfiguration } from "../model/configuration";
import { LifecycleError } from "../model/errors";
import { pathOfKey } from "../model/events";
import { foreignOwnerTag } from "../model/ownerTag";
import { pathText } from "../model/paths";
import type { InstanceInputs } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";
import { adopt } from "./adopt";
import type { Created } from "./created";
import { look } from "./look";

/**
 * Adopts the instance that `adoptId` names.
 * @throws LifecycleError "adoption-refused" if it does not exist, is another element's, belongs to another declaration,
 *   or cannot be changed without the credentials that the program lacks; what `adopt` throws
 */
export async function adoptById(id: string, inputs: InstanceInputs, session: Session): Promise<Created> {
  const found = await session.platform.get(id).catch((error: unknown) => {
    throw error instanceof NotFoundError ? notThere(id, error.message) : error;
  });
  await refuseIfNotFree(found, inputs, session);
  refuseIfCredentialsLack(found, inputs, session);
  const created = await adopt(found, inputs, session);
  if (created === undefined) throw notThere(id, "it was deleted, although the platform still listed it");
  session.log(`adopted instance ${id}, which adoptId names`);
  return created;
}

async function refuseIfNotFree(found: Instance, { ownerTag }: InstanceInputs, session: Session): Promise<void> {
  const { id, elementKey } = found;
  if (elementKey !== undefined && elementKey !== session.element.key) {
    throw refused(
      `instance ${id} belongs to the element ${elementKey}, not to ${session.element.key}. Correct adoptId`,
    );
  }
  const owner = foreignOwnerTag(found.tags ?? [], ownerTag);
  if (owner !== undefined) {
    throw refused(
      `instance ${id} belongs to another declaration, whose owner tag is ${owner}. Remove it there first ` +
        "(pulumi state delete keeps the instance), then remove that tag on the platform",
    );
  }
  const own = ownerTag === undefined ? undefined : await look(ownerTag, session);
  if (own !== undefined && own.id !== id) {
    throw refused(`this resource already owns instance ${own.id}. Set adoptId to ${own.id}, or delete ${own.id}`);
  }
}

/** Without all credentials, nothing can change that needs a PUT. A value that is masked or not shown may differ. */
function refuseIfCredentialsLack(found: Instance, inputs: InstanceInputs, session: Session): void {
  const { element } = session;
  const missing = missingCredentials(inputs, element);
  if (missing.length === 0) return;
  const shown = (key: string) => found.configuration?.[key] ?? MASK;
  const masked = Object.keys(declaredConfiguration(inputs)).filter((key) => shown(key) === MASK);
  const differing = needPut(stateOf(found, { ...inputs, credentials: {} }, session), inputs, element);
  const mayDiffer = masked.map((key) => pathText(pathOfKey(key, inputs)));
  const all = new Set([...differing, ...mayDiffer.filter((path) => !differing.some((name) => path.startsWith(name)))]);
  if (all.size === 0) return;
  throw refused(
    `${listInWords([...all])} of instance ${found.id} may not be as declared, and changing it takes ` +
      `${listInWords(missing.map(({ input, where }) => `${input} (find it in ${where})`))}. Nothing was changed. Add it, or ` +
      "declare what the instance has",
  );
}

function notThere(id: string, why: string): LifecycleError {
  return refused(
    `there is no instance ${id} to adopt (${why}). Nothing was changed. Correct adoptId, or remove it ` +
      "from the program to create a new instance",
  );
}

function refused(why: string): LifecycleError {
  return new LifecycleError("adoption-refused", `adoptId: ${why}`);
}
