import type { ElementDefinition } from "../elements/definition";

/** The verbs that have a timeout. */
export type TimedVerb = "create" | "read" | "update" | "delete";

/** Milliseconds for a whole operation with all its retries, as docs/reference.md says. */
export const DEFAULT_TIMEOUTS: Readonly<Record<TimedVerb, number>> = {
  create: 300_000,
  read: 60_000,
  update: 300_000,
  delete: 120_000,
};

/** What one call of a front end is about, and how it wants to be served. */
export interface Call {
  /** Tells the declaration apart from all others of the process: its URN, or a fingerprint of that. */
  readonly declaration: string;
  /** What the instance is made of. */
  readonly element: ElementDefinition;
  /** Ends requests and waits early. A POST that was already sent may still create an instance. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a request that changes something is finished in spite of the signal, once it was sent. Default: false. */
  readonly finishesWrites?: boolean;
  /** Milliseconds for the whole call, with all its retries. Default: the verb's, see `DEFAULT_TIMEOUTS`. */
  readonly timeout?: number | undefined;
  /** The option with which users set `timeout`. Errors name it where more time would help. Default: none is named. */
  readonly timeoutOption?: string;
  /** Takes one line for the user, without secrets. */
  log(line: string): void;
}
