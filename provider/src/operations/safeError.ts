import { LifecycleError, PartialFailure, reason } from "../lifecycle/model/errors";
import { plainProperties } from "../lifecycle/model/properties";
import { PlatformError } from "../platform/errors";
import type { Redactor } from "../redaction/redactor";

/** Explains every error that has a code, under the code as its heading. */
const PAGE = "https://github.com/pulumi-act365/pulumi-act365/blob/main/docs/errors.md";

/** Characters of a message. */
const LONGEST = 2_000;

/** An instance that exists although the operation failed: the engine must keep it. */
export interface Partial {
  readonly id: string;
  /** Holds secrets. */
  readonly properties: Record<string, unknown>;
  /** Redacted, one line each; the last one ends with the page, as the message does, which the engine does not show. */
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

/** The error without any secret. An error that we know ends with the page that explains it, whatever it quotes. */
export function safeError(error: unknown, redactor: Redactor): SafeError {
  if (!(error instanceof LifecycleError || error instanceof PlatformError)) {
    const text = `unexpected error: ${redactor.quote(reason(error), 1_000)}. Please report it to the makers of pulumi-act365`;
    return new SafeError(redactor.sentence(text, LONGEST), undefined);
  }
  // Not cut off with the rest.
  const page = ` (${PAGE}#${error.code})`;
  return new SafeError(`${redactor.sentence(error.message, LONGEST)}${page}`, partialOf(error, page, redactor));
}

function partialOf(error: Error, page: string, redactor: Redactor): Partial | undefined {
  if (!(error instanceof PartialFailure)) return undefined;
  const { id, state } = error;
  const reasons = error.reasons.map((line) => redactor.sentence(line, LONGEST));
  const last = reasons.length - 1;
  return {
    id,
    properties: plainProperties(state),
    reasons: reasons.map((line, index) => (index === last ? `${line}${page}` : line)),
  };
}
