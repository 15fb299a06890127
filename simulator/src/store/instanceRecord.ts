import type { StoredInstance } from "../api";

/** A live instance, with all that the simulator keeps of it. */
export interface InstanceRecord {
  readonly id: number;
  readonly organizationId: number;
  elementKey: string;
  name: string;
  token: string;
  tags: string[];
  /** In the order in which the keys were declared or first given. */
  configuration: Map<string, string | null>;
  disabled: boolean;
  valid: boolean;
  readonly createdDate: string;
  externalAuthentication: string;
  traceLoggingEnabled: boolean;
  /** Ids of the configuration items, given out when somebody first looks. */
  readonly itemIds: Map<string, number>;
  /** Object definitions and transformations of this instance, by {@link documentPlace}. */
  readonly documents: Map<string, unknown>;
}

/** Kinds of documents that callers keep with an instance: definitions of objects, and their transformations. */
export type DocumentKind = "definitions" | "transformations";

/** Where an instance keeps its document of a kind for an object. */
export function documentPlace(kind: DocumentKind, object: string): string {
  return `${kind}/${object}`;
}

/** A plain copy for tests, with the real configuration. */
export function plainCopy(record: InstanceRecord): StoredInstance {
  return {
    id: record.id,
    organizationId: record.organizationId,
    elementKey: record.elementKey,
    name: record.name,
    token: record.token,
    tags: [...record.tags],
    configuration: Object.fromEntries(record.configuration),
    disabled: record.disabled,
    valid: record.valid,
    createdDate: record.createdDate,
  };
}
