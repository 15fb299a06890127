import { setMaxListeners } from "node:events";
import { Operations } from "../operations/operations";
import type { Sources } from "../operations/settings";
import { SharedState } from "../operations/sharedState";
import { Replacements } from "./replacements";

/**
 * What the calls of one deployment share, such as which instances its resources hold. A process that the engine started
 * serves one; one to which engines attach, for debugging, serves any number, one after the other.
 */
export class Deployment {
  readonly shared = new SharedState();
  readonly replacements = new Replacements();
  readonly operations: Operations;
  private readonly controller = new AbortController();

  /** @param sources where settings come from; read anew for each call */
  constructor(sources: () => Sources) {
    this.operations = new Operations(sources, this.shared);
    // Engines give plugins their own access token.
    this.shared.redactor.add(process.env["PULUMI_ACCESS_TOKEN"]);
    // Each wait listens: with more than ten, Node.js would print a warning.
    setMaxListeners(0, this.controller.signal);
  }

  /** Ends the calls of the deployment. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the engine cancelled it, which it also does at the end of every deployment. */
  get isOver(): boolean {
    return this.controller.signal.aborted;
  }

  /** Ends all calls that are under way, and each that may still come. */
  cancel(): void {
    this.controller.abort();
  }
}
