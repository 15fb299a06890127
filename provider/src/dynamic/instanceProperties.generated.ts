// Written by `npm run properties` from lifecycle/model/propertyTable.ts and the element's credentials.
import * as pulumi from "@pulumi/pulumi";

/** The inputs of an instance. All of them can be changed in place. */
export interface Act365InstanceArgs {
  /**
   * The instance's name on the platform, which strips HTML tags from it. Names need not be unique. Default: the
   * resource's name.
   */
  readonly name?: pulumi.Input<string | undefined>;
  /**
   * The Act! 365 API key (Profile > Apps & Integrations). The platform returns it in plain text, so drift in it
   * is detected. Secret, even if given as a plain value.
   */
  readonly apiKey: pulumi.Input<string>;
  /**
   * The Act! 365 developer key (Act! developer portal). The platform masks it, so drift in it cannot be
   * detected. Required, except for an instance that was adopted by `adoptId` or imported: without it, only
   * `name`, `tags` and `enabled` can change. Secret, even if given as a plain value.
   */
  readonly developerKey?: pulumi.Input<string | undefined>;
  /**
   * Tags on the platform, compared as a set; an owner tag is added to them. Tags that begin with `pulumi:` are
   * refused. An empty list clears them. Default: none.
   */
  readonly tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether calls with the token work; those on a disabled instance get a 403. Default: true. */
  readonly enabled?: pulumi.Input<boolean | undefined>;
  /** Event polling. Default: none; removing it turns notifications off. */
  readonly events?: pulumi.Input<EventsArgs | undefined>;
  /**
   * Other configuration keys of the element, as they are, such as `{ "filter.response.nulls": false }`. A key
   * that you remove is reset to the element's default. Values of keys that hold credentials become secret.
   */
  readonly configuration?: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>> | undefined>;
  /**
   * Whether to ping Act! 365 through the instance after each create and update, and to fail (keeping the
   * instance) if it does not confirm the instance. A disabled instance is not pinged. Changing only `verify` is
   * not a difference. Default: false.
   */
  readonly verify?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing instance to adopt instead of creating one; it is changed to the declared state. An
   * instance that carries another declaration's owner tag is refused. Only create uses the id: remove it once
   * the instance is in the state.
   */
  readonly adoptId?: pulumi.Input<string | undefined>;
}

/** Event polling: the platform asks Act! 365 for changes and sends them to the callback. */
export interface EventsArgs {
  /** Where events are sent: an http or https URL. Secret if it has a user or a query. */
  readonly callbackUrl: pulumi.Input<string>;
  /** Minutes between polls, at least 1. Default: the element's, 15. */
  readonly pollIntervalMinutes?: pulumi.Input<number | undefined>;
  /**
   * Headers for the callback, in the platform's format, which often hold the receiver's credentials. Secret,
   * even if given as a plain value.
   */
  readonly callbackHeaders?: pulumi.Input<string | undefined>;
  /** Basic authentication at the callback. */
  readonly basicAuth?: pulumi.Input<BasicAuthArgs | undefined>;
  /** The key of the HMAC that signs events. Secret, even if given as a plain value. */
  readonly signatureKey?: pulumi.Input<string | undefined>;
  /** What is polled and how (the element's key `event.poller.configuration`). Default: the element's. */
  readonly pollers?: pulumi.Input<Record<string, unknown> | undefined>;
}

/** A user and password for the callback. */
export interface BasicAuthArgs {
  /** The user name at the callback. Not secret: previews show it. */
  readonly username: pulumi.Input<string>;
  /** The password at the callback. Secret, even if given as a plain value. */
  readonly password: pulumi.Input<string>;
}

/** Event polling: the platform asks Act! 365 for changes and sends them to the callback. */
export interface Events {
  /** Where events are sent: an http or https URL. Secret if it has a user or a query. */
  readonly callbackUrl: string;
  /** Minutes between polls, at least 1. */
  readonly pollIntervalMinutes?: number;
  /** Headers for the callback, in the platform's format, which often hold the receiver's credentials. Secret. */
  readonly callbackHeaders?: string;
  /** Basic authentication at the callback. */
  readonly basicAuth?: BasicAuth;
  /** The key of the HMAC that signs events. Secret. */
  readonly signatureKey?: string;
  /** What is polled and how (the element's key `event.poller.configuration`). */
  readonly pollers?: Readonly<Record<string, unknown>>;
}

/** A user and password for the callback. */
export interface BasicAuth {
  /** The user name at the callback. Not secret: previews show it. */
  readonly username: string;
  /** The password at the callback. Secret. */
  readonly password: string;
}

/** The outputs of an instance. */
export abstract class Act365InstanceOutputs extends pulumi.CustomResource {
  /** The instance's id on the platform; the same as the resource's id. */
  declare readonly instanceId: pulumi.Output<string>;
  /** The element token that API calls on the instance send. Updates do not change it. Secret. */
  declare readonly token: pulumi.Output<string>;
  /** The id of the element Act! 365 in the platform's catalog. */
  declare readonly elementId: pulumi.Output<number>;
  /** The id of the platform's organization that the instance belongs to. */
  declare readonly organizationId: pulumi.Output<number>;
  /** The id of the platform's account that the instance belongs to. */
  declare readonly accountId: pulumi.Output<number>;
  /** When the instance was created, RFC 3339. */
  declare readonly createdDate: pulumi.Output<string>;
  /** Whether the platform considers the instance valid. */
  declare readonly valid: pulumi.Output<boolean>;
  /** The platform that the instance lives on. */
  declare readonly baseUrl: pulumi.Output<string>;
  /** The instance's name on the platform, which strips HTML tags from it. Names need not be unique. */
  declare readonly name: pulumi.Output<string>;
  /**
   * The Act! 365 API key (Profile > Apps & Integrations). The platform returns it in plain text, so drift in it
   * is detected. Secret.
   */
  declare readonly apiKey: pulumi.Output<string>;
  /**
   * The Act! 365 developer key (Act! developer portal). The platform masks it, so drift in it cannot be
   * detected. Required, except for an instance that was adopted by `adoptId` or imported: without it, only
   * `name`, `tags` and `enabled` can change. Secret.
   */
  declare readonly developerKey: pulumi.Output<string | undefined>;
  /**
   * Tags on the platform, compared as a set; an owner tag is added to them. Tags that begin with `pulumi:` are
   * refused. An empty list clears them.
   */
  declare readonly tags: pulumi.Output<string[]>;
  /** Whether calls with the token work; those on a disabled instance get a 403. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** Event polling. */
  declare readonly events: pulumi.Output<Events | undefined>;
  /**
   * Other configuration keys of the element, as they are, such as `{ "filter.response.nulls": false }`. A key
   * that you remove is reset to the element's default. Values of keys that hold credentials become secret.
   */
  declare readonly configuration: pulumi.Output<Readonly<Record<string, string | number | boolean>> | undefined>;
  /**
   * Whether to ping Act! 365 through the instance after each create and update, and to fail (keeping the
   * instance) if it does not confirm the instance. A disabled instance is not pinged. Changing only `verify` is
   * not a difference.
   */
  declare readonly verify: pulumi.Output<boolean>;
  /**
   * The id of an existing instance to adopt instead of creating one; it is changed to the declared state. An
   * instance that carries another declaration's owner tag is refused. Only create uses the id: remove it once
   * the instance is in the state.
   */
  declare readonly adoptId: pulumi.Output<string | undefined>;
  /**
   * The tag by which this declaration finds its instance; missing if owner tags are off, or if somebody removed
   * it.
   */
  declare readonly ownerTag: pulumi.Output<string | undefined>;
}
