import { setMaxListeners } from "node:events";

/**
 * Whether the engine called the operations off. It also says so at the end of every deployment, and a process to which
 * engines attach serves more than one.
 */
export class Cancellation {
  private controller = newController();

  /** Ends the calls that were given it. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Calls off everything that is under way, and whatever comes until `clear`. */
  cancel(): void {
    this.controller.abort();
  }

  /** A new deployment begins. */
  clear(): void {
    if (this.controller.signal.aborted) this.controller = newController();
  }
}

function newController(): AbortController {
  const controller = new AbortController();
  // Each wait listens: with more than ten, Node.js would print a warning.
  setMaxListeners(0, controller.signal);
  return controller;
}
