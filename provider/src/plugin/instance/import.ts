import { hasCode, LifecycleError } from "../../lifecycle/model/errors";
import { foreignOwnerTag } from "../../lifecycle/model/ownerTag";
import { type Properties, parseInputs, plainProperties } from "../../lifecycle/model/properties";
import { stateOf } from "../../lifecycle/model/state";
import { declarationOf, withoutSecrets } from "../../lookups/declaration";
import type { ClientSession } from "../../operations/openSession";
import { configuredOwnerTag } from "../../operations/settings";
import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import type { Context } from "../context";
import { ownerTagOf } from "../ownerTag";

/** An instance that the state does not know yet. */
interface Imported {
  /** Holds secrets. */
  readonly properties: Properties;
  /** Without any secret: the engine writes them into a program. */
  readonly inputs: Properties;
}

/**
 * Reads an instance to import it: with the inputs that declare it as it is, the secret ones aside. They come into the state
 * with the first `pulumi up` that declares them.
 * @throws SafeError
 */
export function readForImport(context: Context, urn: string, id: string, timeout: number): Promise<Imported> {
  return context.session(urn, timeout, async (session) => {
    const { element } = session;
    const found = await instanceToImport(id, session);
    const catalogue = await session.platform.element().catch(() => ({ defaults: {} }));
    const declared = withoutSecrets(declarationOf(found, element, catalogue));
    const ownerTag = ownTag(context, urn);
    const foreign = foreignOwnerTag(found.tags ?? [], ownerTag);
    if (foreign !== undefined) {
      session.log(
        `warning: instance ${id} carries the owner tag of another declaration, ${foreign}. If that one still manages it, ` +
          "both will change it: remove it there first (pulumi state delete keeps the instance)",
      );
    }
    const known = parseInputs({ ...declared, ownerTag }, element);
    return { properties: plainProperties(stateOf(found, known, session)), inputs: declared };
  });
}

/** @throws LifecycleError "import-refused" */
export async function instanceToImport(id: string, session: ClientSession): Promise<Instance> {
  const { platform, element } = session;
  const found = await platform.get(id).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
    throw new LifecycleError(
      "import-refused",
      `There is no instance ${id} to import (${error.message}). Nothing was imported. Correct the id`,
    );
  });
  const { elementKey = element.key } = found;
  if (elementKey === element.key) return found;
  throw new LifecycleError(
    "import-refused",
    `Instance ${id} belongs to the element ${elementKey}, not to ${element.name}. Nothing was imported. Correct the id`,
  );
}

/** A misspelled setting is for the check to refuse. */
function ownTag({ sources }: Context, urn: string): string | undefined {
  try {
    return ownerTagOf(urn, configuredOwnerTag(sources), undefined);
  } catch (error) {
    if (hasCode(error, "settings")) return undefined;
    throw error;
  }
}
