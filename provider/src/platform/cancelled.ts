import { type Outcome, PlatformError } from "./errors";

/** The operation was cancelled (its abort signal) before the request had its response. Never worth a retry. */
export class CancelledError extends PlatformError {
  /** @param outcome `nothingDone` if the request was not sent, `unknown` if it was, or the outcome of earlier tries */
  constructor({ verb, path }: { readonly verb: string; readonly path: string }, outcome: Outcome) {
    const done = outcome === "nothingDone" ? ", and nothing was done" : "; whether the platform did it is not known";
    super(`${verb} ${path} was cancelled${done}`, { verb, path, outcome, transient: false });
  }
}
