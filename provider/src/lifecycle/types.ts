/** Event polling, as a program declares it. */
export interface Events {
  /** Where the platform sends events: an http or https URL. */
  readonly callbackUrl: string;
  /** Minutes between two polls, at least 1. Platform default: 15. */
  readonly pollIntervalMinutes?: number;
  /** Headers for the callback, as the platform takes them. Secret, since receivers' credentials go there. */
  readonly callbackHeaders?: string;
  /** Basic authentication at the callback. */
  readonly basicAuth?: { readonly username: string; readonly password: string };
  /** The key of the HMAC that signs events. Secret. */
  readonly signatureKey?: string;
  /** What is polled and how; default: the element's own. */
  readonly pollers?: Readonly<Record<string, unknown>>;
}

/** Time limits of whole operations, as Pulumi's `customTimeouts` writes them ("5m"). Defaults: 5m, 1m, 5m, 2m. */
export interface Timeouts {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** What a program declares of an instance. Holds secrets. */
export interface InstanceInputs {
  readonly name: string;
  /** Secret. */
  readonly apiKey: string;
  /** Secret. */
  readonly developerKey: string;
  /** Without the owner tag. */
  readonly tags?: readonly string[];
  /** Default true. */
  readonly enabled?: boolean;
  readonly events?: Events;
  /** Keys of the element that have no input of their own. */
  readonly configuration?: Readonly<Record<string, string | number | boolean>>;
  /** Default false. */
  readonly verify?: boolean;
  readonly adoptId?: string;
  /** The tag that makes this declaration's instance findable; undefined where owner tags are switched off. */
  readonly ownerTag?: string;
  readonly customTimeouts?: Timeouts;
}

/**
 * What is known of an instance: the inputs as in effect, and what the platform gave. Anything may be missing: after a
 * partial creation, in a state of an older version, and where a property is not known to be in effect. Holds secrets.
 */
export interface InstanceState extends Partial<InstanceInputs> {
  readonly instanceId?: string;
  /** Secret: the element token. */
  readonly token?: string;
  readonly elementId?: number;
  readonly organizationId?: number;
  readonly accountId?: number;
  readonly createdDate?: string;
  readonly valid?: boolean;
  readonly baseUrl?: string;
}
