import type { Faults, Lag } from "./faults/types";

/** A running simulator. */
export interface Simulator {
  readonly port: number;
  /** Base URL of the API: `http://127.0.0.1:PORT/elements/api-v2`. */
  readonly url: string;
  /** The organizations that may call; at least one. */
  readonly organizations: readonly SimulatedOrganization[];
  /** Every request received, in order, without secrets. Clear it with `requests.length = 0`. */
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** Changes by others, which do not go through HTTP and are not recorded as requests. */
  readonly others: Others;
  /** Plain copies of the live instances, of one organization or of all, with their configuration unmasked. */
  instances(organization?: SimulatedOrganization): StoredInstance[];
  /** Calls the listener when a request arrives, before it changes anything. Returns a function that removes it. */
  onRequest(listener: RequestListener): () => void;
  /** Calls the listener when a POST, PUT, PATCH or DELETE has changed the data, before the response. Returns as above. */
  onCommit(listener: RequestListener): () => void;
  /**
   * Closes the server and all connections, including hanging ones, and saves the data. May be called more than once.
   */
  stop(): Promise<void>;
}

/** Gets the method of a request, and its path after the prefix, with the query and without secrets. */
export type RequestListener = (request: { method: string; path: string }) => void;

/** An organization, with its one account and user. */
export interface SimulatedOrganization {
  readonly id: number;
  readonly name: string;
  readonly userSecret: string;
  readonly organizationSecret: string;
  readonly accountId: number;
  readonly userId: number;
}

/** A request as the simulator received it. Secrets are replaced by `***`. */
export interface RecordedRequest {
  readonly method: string;
  /** After the prefix, with the query. */
  readonly path: string;
  /** The Authorization header reads `User ***, Organization ***`. */
  readonly headers: Record<string, string>;
  /** The parsed body; undefined if there was none. */
  readonly body: unknown;
  /** Status of the response; undefined while there is none. */
  readonly status: number | undefined;
  readonly at: Date;
}

/** An instance as the platform stores it. */
export interface StoredInstance {
  id: number;
  organizationId: number;
  elementKey: string;
  name: string;
  token: string;
  tags: string[];
  /** All keys with their real values; null if neither the caller nor the element gave one. */
  configuration: Record<string, string | null>;
  disabled: boolean;
  valid: boolean;
  /** RFC 3339, in seconds. */
  createdDate: string;
}

/** What {@link Others.change} can change. Configuration is merged key by key. */
export type InstanceChange = Partial<Pick<StoredInstance, "name" | "tags" | "disabled" | "valid" | "token">> & {
  configuration?: Record<string, string | null>;
};

/** What {@link Others.create} takes. By default, an instance of `actessentials` in the first organization. */
export interface ForeignInstance {
  name: string;
  tags?: string[];
  configuration?: Record<string, string | null>;
  elementKey?: string;
  organizationId?: number;
}

/** Changes by someone else, as if made in the platform's user interface. */
export interface Others {
  /** Changes an instance; throws if there is none with that id. */
  change(id: number, change: InstanceChange): void;
  /** Creates an instance, without asking the vendor. */
  create(instance: ForeignInstance): StoredInstance;
  /** Deletes an instance, which lists and GETs by id may still show for a while; throws if there is none with that id. */
  remove(id: number, lag?: Lag): void;
}
