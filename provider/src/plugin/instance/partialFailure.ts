import type { SecretPath } from "../../lifecycle/model/secretPaths";
import { SafeError } from "../../operations/safeError";
import { initFailed } from "../callErrors";
import type { Context } from "../context";

/**
 * Fails so that the engine keeps the instance that a failed creation or update left behind, if there is one.
 * @param secrets where the program and the state have secrets
 */
export function failKeeping(context: Context, error: unknown, secrets: readonly SecretPath[]): never {
  if (!(error instanceof SafeError) || error.partial === undefined) throw error;
  const { id, properties, reasons } = error.partial;
  throw initFailed(error.message, id, context.marked(properties, secrets), reasons);
}
