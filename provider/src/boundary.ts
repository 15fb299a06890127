import { LifecycleError, PartialFailure, reason } from "./lifecycle/errors";
import { PlatformError } from "./platform/errors";
import type { Redactor } from "./platform/redaction";

/**
 * An error as it may leave the provider: one redacted line, no stack, no cause. The stock plugin prints the stack of
 * every failed check, diff, read and delete, and whatever it prints reaches the user's terminal and CI log.
 * @param providerText the resource's `__provider`, without which the engine could never delete a partial creation
 */
export function errorForEngine(error: unknown, redactor: Redactor, providerText: unknown): Error {
  const known = error instanceof LifecycleError || error instanceof PlatformError;
  const text = known
    ? reason(error)
    : `unexpected error: ${reason(error)}. Please report it to the makers of pulumi-act365`;
  const clean = new Error(redactor.quote(text, 2_000));
  clean.name = "act365";
  clean.stack = "";
  if (!(error instanceof PartialFailure)) return clean;
  const { id, state, reasons } = error;
  // Not enumerable: whoever inspects or logs the error must not see the properties, which hold secrets.
  Object.defineProperties(clean, {
    id: { value: id },
    properties: { value: { ...plain(state), __provider: providerText } },
    reasons: { value: reasons.map((line) => redactor.quote(line, 2_000)) },
  });
  return clean;
}

/** A line on stderr, which the engine shows under the stack, without a hint at the resource: hence the name. */
export function logger(redactor: Redactor, name: string | undefined): (line: string) => void {
  return (line) => console.error(`act365: ${redactor.quote(`${name ?? "instance"}: ${line}`, 1_000)}`);
}

/** Plain JSON without undefined values, as the plugin's wire format needs it. */
export function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}
