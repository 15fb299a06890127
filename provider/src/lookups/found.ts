import { parseOwnerTag } from "../lifecycle/model/ownerTag";
import type { Instance } from "../platform/instance";

/** An instance found by a look-up. It never contains the vendor's keys. */
export interface FoundAct365Instance {
  /** The instance's id on the platform. */
  readonly instanceId: string;
  /** The name on the platform. */
  readonly name: string;
  /** Secret: the element token that API calls on the instance use. */
  readonly token: string;
  /** The tags on the platform, without owner tags. */
  readonly tags: string[];
  /** Whether calls with the token work. */
  readonly enabled: boolean;
  /** Whether the platform considers the instance valid. */
  readonly valid: boolean;
  /** When the instance was created, RFC 3339. */
  readonly createdDate: string;
  /** The id of the element Act! 365 in the platform's catalogue. */
  readonly elementId: number;
  /** The id of the platform's organization that the instance belongs to. */
  readonly organizationId: number;
  /** The id of the platform's account that the instance belongs to. */
  readonly accountId: number;
  /** The tag of the declaration that manages the instance; undefined if no Pulumi program does. */
  readonly ownerTag: string | undefined;
}

/**
 * The platform's instance as a look-up's result. Values missing from the response become empty, so that no property is
 * optional.
 */
export function foundInstance(instance: Instance): FoundAct365Instance {
  const all = instance.tags ?? [];
  const tags = all.filter((tag) => parseOwnerTag(tag) === undefined);
  return {
    instanceId: instance.id,
    name: instance.name ?? "",
    token: instance.token ?? "",
    tags,
    enabled: instance.disabled !== true,
    valid: instance.valid !== false,
    createdDate: instance.createdDate ?? "",
    elementId: instance.elementId ?? 0,
    organizationId: instance.organizationId ?? 0,
    accountId: instance.accountId ?? 0,
    ownerTag: all.find((tag) => !tags.includes(tag)),
  };
}
