import type { SimulatedOrganization, StoredInstance } from "../api";
import type { SimulatedClock } from "../clock";
import type { SimulatedElement } from "../elements/element";
import { base64Secret, type Random } from "../random";

/** A configuration, in the order in which its keys were declared or first given; null where a key is unset. */
export type Configuration = ReadonlyMap<string, string | null>;

/** An instance, with everything that the simulator stores about it. */
export interface InstanceRecord extends Omit<StoredInstance, "configuration"> {
  configuration: Configuration;
  externalAuthentication: string;
  traceLoggingEnabled: boolean;
  /** Ids of the configuration items, assigned when someone first reads them. */
  readonly itemIds: Map<string, number>;
  /** Object definitions and transformations of this instance, by kind and object name: `transformations/contacts`. */
  readonly documents: Map<string, unknown>;
}

/** A new instance of an element, still without an id. */
export function newInstance(
  { random, clock }: { readonly random: Random; readonly clock: SimulatedClock },
  organization: SimulatedOrganization,
  element: SimulatedElement,
  given: Pick<InstanceRecord, "name" | "tags" | "configuration">,
): Omit<InstanceRecord, "id"> {
  return {
    ...given,
    organizationId: organization.id,
    elementKey: element.key,
    token: base64Secret(random),
    disabled: false,
    valid: true,
    createdDate: clock.stamp(),
    externalAuthentication: "none",
    traceLoggingEnabled: false,
    itemIds: new Map(),
    documents: new Map(),
  };
}

/** A plain copy for tests, with the real configuration. */
export function plainCopy(record: InstanceRecord): StoredInstance {
  const { externalAuthentication, traceLoggingEnabled, itemIds, documents, ...shown } = record;
  return { ...shown, tags: [...record.tags], configuration: Object.fromEntries(record.configuration) };
}
