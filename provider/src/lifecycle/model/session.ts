import type { ElementDefinition } from "../../elements/definition";
import type { PlatformClient } from "../../platform/client";
import type { Clock, Deadline } from "../../util/clock";
import type { Declaration, HeldInstances } from "./heldInstances";

/** The platform's calls that the lifecycle needs. Each ends with the deadline of its session, or an earlier one. */
export interface Platform
  extends Pick<
    PlatformClient,
    | "create"
    | "get"
    | "getListed"
    | "put"
    | "patch"
    | "delete"
    | "setEnabled"
    | "findByTag"
    | "hasNoneTagged"
    | "idsTagged"
    | "list"
    | "organizationId"
    | "ping"
  > {
  /** The same calls with another deadline. */
  within(deadline: Deadline): Platform;
}

/** What every verb works with. */
export interface Session {
  /** Whose instance it is about. */
  readonly declaration: Declaration;
  /** What instances are made of. */
  readonly element: ElementDefinition;
  readonly platform: Platform;
  /** The platform that `platform` talks to, as the state records it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** When the whole operation has to end. */
  readonly deadline: Deadline;
  /** Ends requests and waits at once. A POST that was already sent may still create an instance. */
  readonly signal?: AbortSignal | undefined;
  /** Which instances of this platform the resources of this process hold. */
  readonly held: HeldInstances;
  /** Takes one line for the user. */
  log(line: string): void;
  /**
   * A fingerprint of the user secret for the state of this instance: it shows whether the secret changed, without
   * revealing it.
   */
  userMark(instanceId: string): string;
}
