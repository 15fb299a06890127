import { PlatformError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { SETTING } from "../../platform/settingNames";
import type { InstanceState } from "./properties";

/** What can go wrong with a whole operation. Each code is a heading in docs/errors.md, to which messages lead. */
export const LIFECYCLE_CODES = [
  "settings",
  "base-url-changed",
  "outcome-unknown",
  "duplicate-instances",
  "still-listed",
  "adoption-refused",
  "missing-input",
  "instance-held",
  "lost-to-another",
  "wrong-organization",
  "other-user",
  "instance-gone",
  "not-verified",
  "partial-failure",
  "look-up-failed",
  "import-refused",
] as const;

/** The code of a `LifecycleError`. */
export type LifecycleCode = (typeof LIFECYCLE_CODES)[number];

/** An error about a whole operation rather than a single request. Messages never hold a secret. */
export class LifecycleError extends Error {
  constructor(
    /** Tells these errors apart; public, as the anchor of the page that explains the error. */
    readonly code: LifecycleCode,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/**
 * The instance exists, but not everything was done. The engine keeps the id and the properties, and the next `pulumi
 * up` calls update even if nothing changed.
 */
export class PartialFailure extends LifecycleError {
  constructor(
    /** The instance's id. */
    readonly id: string,
    /** What the platform is known to have now; whatever is missing, the next `pulumi up` sends again. Holds secrets. */
    readonly state: InstanceState,
    /** One line for each thing that was not done. */
    readonly reasons: readonly string[],
  ) {
    super("partial-failure", reasons.join("; "));
    // Not enumerable, since inspecting an error prints its enumerable properties.
    Object.defineProperty(this, "state", { enumerable: false });
  }
}

/** Whether it is the `LifecycleError` of that code. */
export function hasCode(error: unknown, code: LifecycleCode): error is LifecycleError {
  return error instanceof LifecycleError && error.code === code;
}

/** Whether the platform certainly did nothing, so that what was known before is still right. */
export function notDone(error: unknown): boolean {
  return error instanceof PlatformError && (error.outcome === "nothingDone" || error.outcome === "refused");
}

/** An error's message, as a reason within another message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The instance lives on another platform than the configured one, and may not move. */
export function baseUrlChanged(
  id: string | undefined,
  recorded: string,
  configured: { readonly baseUrl: string; readonly source: string },
): LifecycleError {
  const one = id !== undefined;
  return new LifecycleError(
    "base-url-changed",
    `${one ? `Instance ${id} lives` : "The instances of this provider live"} on ${recorded}, but the configured base URL is ` +
      `${configured.baseUrl} (${configured.source}). The ${one ? "instance was" : "instances were"} not changed. Correct ` +
      `${SETTING.baseUrl.key}, ${SETTING.baseUrl.variable} or baseUrl of the explicit provider. To delete the ` +
      `${one ? "instance there and create a new one" : "instances there and create new ones"} at the configured base URL, ` +
      `set ${SETTING.allowBaseUrlChange.key}, or allowBaseUrlChange of the explicit provider, to true`,
  );
}

/** It is unknown whether the platform created an instance. */
export function outcomeUnknown(cause: Error, whatToDo: string): LifecycleError {
  return new LifecycleError(
    "outcome-unknown",
    `It is not known whether an instance was created: ${cause.message}. ${whatToDo}`,
  );
}

/** Several instances carry the owner tag of one declaration. */
export function duplicateInstances(ownerTag: string, instances: readonly Instance[]): LifecycleError {
  const list = instances.map(({ id, createdDate }) => `${id} (created ${createdDate ?? "at an unknown time"})`);
  return new LifecycleError(
    "duplicate-instances",
    `${instances.length} instances carry the owner tag ${ownerTag} of this declaration: ${list.join(", ")}. ` +
      "Delete all but one of them on the platform, then run pulumi up again",
  );
}

/** Lists still show an instance that the platform has deleted. */
export function stillListed(id: string, ownerTag: string, waited: string): LifecycleError {
  return new LifecycleError(
    "still-listed",
    `The platform still lists instance ${id} with the owner tag ${ownerTag} of this declaration, ${waited} after it ` +
      "reported that the instance does not exist. Nothing was created. Run pulumi up again: it looks first",
  );
}

/** Another resource of the same program manages the instance that was to be adopted. */
export function instanceHeld(id: string, holder: string): LifecycleError {
  return new LifecycleError(
    "instance-held",
    `Instance ${id} is already managed by another resource of this program (${holder}), so it was not adopted. Nothing ` +
      "was changed. Remove adoptId here, or remove the other resource from the program first",
  );
}

/**
 * The instance that was to be adopted instead of our own was deleted by someone else, after our own was deleted.
 * @param left the ids of other instances with the owner tag that may still exist
 */
export function lostToAnother(own: string, other: string, left: readonly string[]): LifecycleError {
  const rest = left.length === 0 ? "No instance is left" : `These may still exist: ${left.join(", ")}`;
  return new LifecycleError(
    "lost-to-another",
    `Instance ${other} carried the owner tag of this declaration, so instance ${own}, which was just created, was ` +
      `given up; but ${other} was then deleted by somebody else. ${rest}. Run pulumi up again`,
  );
}

/** An update found no instance: somebody deleted it. */
export function instanceGone(id: string, cause: Error): LifecycleError {
  return new LifecycleError(
    "instance-gone",
    `Instance ${id} no longer exists on the platform (${cause.message}). Run pulumi refresh, which removes it from the state; ` +
      "the next pulumi up creates a new one",
  );
}
