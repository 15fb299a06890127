import { LifecycleError, PartialFailure, reason } from "../lifecycle/model/errors";
import { plainProperties } from "../lifecycle/model/properties";
import { PlatformError } from "../platform/errors";
import type { Redactor } from "../redaction/redactor";

/** An instance that exists although the operation failed: the engine must keep it. */
export interface Partial {
  readonly id: string;
  /** Holds secrets. */
  readonly properties: Record<string, unknown>;
  /** Redacted, one line each. */
  readonly reasons: readonly string[];
}

/**
 * An error that is safe to leave the package: one redacted line, no stack, no cause. The stock plugin prints the stack
 * of every failed check, diff, read and delete, and whatever it prints reaches the user's terminal and CI log.
 */
export class SafeError extends Error {
  constructor(message: string, partial: Partial | undefined) {
    super(message);
    this.name = "act365";
    this.stack = "";
    // Not enumerable, so that inspecting or logging the error does not show the properties.
    Object.defineProperty(this, "partial", { value: partial });
  }

  declare readonly partial: Partial | undefined;
}

/** The error without any secret. */
export function safeError(error: unknown, redactor: Redactor): SafeError {
  const known = error instanceof LifecycleError || error instanceof PlatformError;
  const text = known
    ? reason(error)
    : `unexpected error: ${redactor.quote(reason(error), 1_000)}. Please report it to the makers of pulumi-act365`;
  return new SafeError(redactor.sentence(text, 2_000), partialOf(error, redactor));
}

function partialOf(error: unknown, redactor: Redactor): Partial | undefined {
  if (!(error instanceof PartialFailure)) return undefined;
  const { id, state, reasons } = error;
  return { id, properties: plainProperties(state), reasons: reasons.map((line) => redactor.sentence(line, 2_000)) };
}
