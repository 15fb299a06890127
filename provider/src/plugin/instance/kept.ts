import type { Properties } from "../../lifecycle/model/properties";
import { formerPaths, type SecretPath } from "../../lifecycle/model/secretPaths";
import { SafeError } from "../../operations/safeError";
import type { Context } from "../context";
import { initFailed } from "../failures";

/**
 * Fails so that the engine keeps what a failed creation or update left behind.
 * @param secrets where the program marked secrets
 */
export function kept(context: Context, error: unknown, inputs: Properties, secrets: readonly SecretPath[]): never {
  if (!(error instanceof SafeError) || error.partial === undefined) throw error;
  const { id, properties, reasons } = error.partial;
  const former = formerPaths(properties, inputs, context.element);
  throw initFailed(error.message, id, context.marked(properties, [...secrets, ...former]), reasons);
}
