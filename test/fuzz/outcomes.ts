import { SafeError } from "../../provider/src/operations/safeError";
import { failureOf } from "../support/canary";
import { CallError, type Properties, received } from "../support/plugin";
import { expectReturned } from "./returned";

/** Paths of requests, with their query. */
export const LIST = /\/elements\/actessentials\/instances\?/;
export const INSTANCE = /\/instances\/\d+$/;
export const SWITCH = /\/instances\/\d+\/enabled$/;

/** What an error says that leaves it open whether there is an instance. */
export const UNKNOWN = /^It is not known whether an instance was created: /;

/** Milliseconds, far beyond the timeout of the operations, after which one hangs. */
const HANGS = 20_000;

/** What the engine keeps of an operation: its properties, those of a partial failure, or none, and what it was told. */
export async function kept(
  operation: Promise<{ properties: Properties } | Properties>,
): Promise<{ outs?: Properties; told: string }> {
  const begin = Date.now();
  try {
    const result = await operation;
    const outs = ("properties" in result ? result.properties : result) as Properties;
    expectReturned(outs, String(outs["instanceId"]));
    return { outs, told: "" };
  } catch (thrown) {
    const error = await failureOf(Promise.reject(thrown));
    const partial = partialOf(error);
    if (partial === undefined) return { told: error.message };
    expectReturned(partial.properties, partial.id);
    return { outs: partial.properties, told: error.message };
  } finally {
    expect(Date.now() - begin).toBeLessThan(HANGS);
  }
}

/** What the engine keeps of a failed create or update, if anything. */
export function partialOf(error: Error): { id: string; properties: Properties } | undefined {
  expect(error.message.isWellFormed()).toBe(true);
  if (error instanceof CallError) return error.partial;
  if (!(error instanceof SafeError) || error.partial === undefined) return undefined;
  return { id: error.partial.id, properties: received(Reflect.get(error, "properties"), false) };
}

/** What became of one call of the provider. */
type Outcome<T> = { ok: T } | { failed: Error } | "killed";

/** Waits for the operation to end, or for its process to be killed. */
export async function attempt<T>(killed: Promise<void>, operation: Promise<T>): Promise<Outcome<T>> {
  const ok = operation.then((value) => ({ ok: value }));
  ok.catch(() => undefined);
  try {
    return await Promise.race([killed.then(() => "killed" as const), ok]);
  } catch (error) {
    return { failed: await failureOf(Promise.reject(error)) };
  }
}
