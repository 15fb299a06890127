import { PlatformError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { SETTING } from "../../platform/settingNames";
import type { InstanceState } from "./properties";

/** An error about a whole operation rather than a single request. Messages never hold a secret. */
export abstract class LifecycleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A setting in the stack configuration, the environment or an explicit provider is missing or invalid. */
export class SettingsError extends LifecycleError {}

/** An instance, or those of a provider, live on another platform than the configured one, and may not move. */
export class BaseUrlChangedError extends LifecycleError {
  /** @param id undefined for all instances of a provider */
  constructor(id: string | undefined, recorded: string, configured: { baseUrl: string; source: string }) {
    const one = id !== undefined;
    super(
      `${one ? `Instance ${id} lives` : "The instances of this provider live"} on ${recorded}, but the configured base URL is ` +
        `${configured.baseUrl} (${configured.source}). The ${one ? "instance was" : "instances were"} not changed. Correct ` +
        `${SETTING.baseUrl.key}, ${SETTING.baseUrl.variable} or baseUrl of the explicit provider. To delete the ` +
        `${one ? "instance there and create a new one" : "instances there and create new ones"} at the configured base URL, ` +
        `set ${SETTING.allowBaseUrlChange.key}, or allowBaseUrlChange of the explicit provider, to true`,
    );
  }
}

/** It is unknown whether the platform created an instance. */
export class OutcomeUnknownError extends LifecycleError {
  constructor(cause: Error, whatToDo: string) {
    super(`It is not known whether an instance was created: ${cause.message}. ${whatToDo}`);
  }
}

/** Several instances carry the owner tag of one declaration. */
export class DuplicateInstancesError extends LifecycleError {
  constructor(ownerTag: string, instances: readonly Instance[]) {
    const list = instances.map(({ id, createdDate }) => `${id} (created ${createdDate ?? "at an unknown time"})`);
    super(
      `${instances.length} instances carry the owner tag ${ownerTag} of this declaration: ${list.join(", ")}. ` +
        "Delete all but one of them on the platform, then run pulumi up again",
    );
  }
}

/** `adoptId` names an instance that may not be adopted. */
export class AdoptionError extends LifecycleError {}

/** The program lacks an input that the check accepts, because the instance was adopted or imported without it. */
export class MissingInputError extends LifecycleError {}

/** Another resource of the same program manages the instance that was to be adopted. */
export class HeldInstanceError extends LifecycleError {
  constructor(id: string, holder: string) {
    super(
      `Instance ${id} is already managed by another resource of this program (${holder}), so it was not adopted. Nothing ` +
        "was changed. Remove adoptId here, or remove the other resource from the program first",
    );
  }
}

/** Lists still show an instance that the platform has deleted. */
export class StillListedError extends LifecycleError {
  constructor(id: string, ownerTag: string, waited: string) {
    super(
      `The platform still lists instance ${id} with the owner tag ${ownerTag} of this declaration, ${waited} after it ` +
        "reported that the instance does not exist. Nothing was created. Run pulumi up again: it looks first",
    );
  }
}

/** The instance that was to be adopted instead of our own was deleted by someone else, after our own was deleted. */
export class LostToAnotherError extends LifecycleError {
  /** @param left the ids of other instances with the owner tag that may still exist */
  constructor(own: string, other: string, left: readonly string[]) {
    const rest = left.length === 0 ? "No instance is left" : `These may still exist: ${left.join(", ")}`;
    super(
      `Instance ${other} carried the owner tag of this declaration, so instance ${own}, which was just created, was ` +
        `given up; but ${other} was then deleted by somebody else. ${rest}. Run pulumi up again`,
    );
  }
}

/** The platform does not find an instance, but the credentials are not those of its organization. */
export class WrongOrganizationError extends LifecycleError {}

/** The platform does not find an instance, but another user secret saw it last. */
export class OtherUserError extends LifecycleError {}

/** An update found no instance: somebody deleted it. */
export class InstanceGoneError extends LifecycleError {
  constructor(id: string, cause: Error) {
    super(
      `Instance ${id} no longer exists on the platform (${cause.message}). Run pulumi refresh, which removes it from the state; ` +
        "the next pulumi up creates a new one",
    );
  }
}

/** The vendor did not confirm a ping through the instance. */
export class VerificationError extends LifecycleError {}

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
    super(reasons.join("; "));
    // Not enumerable, since inspecting an error prints its enumerable properties.
    Object.defineProperty(this, "state", { enumerable: false });
  }
}

/** Whether the platform certainly did nothing, so that what was known before is still right. */
export function notDone(error: unknown): boolean {
  return error instanceof PlatformError && (error.outcome === "nothingDone" || error.outcome === "refused");
}

/** An error's message, as a reason within another message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
