import type * as pulumi from "@pulumi/pulumi";

/** The inputs of an instance. All of them can be changed in place, without a replacement. */
export interface Act365InstanceArgs {
  /**
   * The instance's name on the platform, which strips HTML tags from it. Names need not be unique.
   * Default: the resource's name.
   */
  readonly name?: pulumi.Input<string | undefined>;
  /**
   * The Act! 365 API key (Profile > Apps & Integrations). Secret, even if given as a plain string. The platform returns
   * it in plain text, so drift in it is detected.
   */
  readonly apiKey: pulumi.Input<string>;
  /**
   * The Act! 365 developer key (Act! developer portal). Secret, even if given as a plain string. The platform masks it,
   * so drift in it cannot be detected. Required, except for an instance that was adopted by `adoptId` or imported: without
   * it, only `name`, `tags` and `enabled` can change.
   */
  readonly developerKey?: pulumi.Input<string | undefined>;
  /**
   * Tags on the platform, compared as a set; an owner tag is added to them. Tags that begin with `pulumi:` are refused.
   * Default: none; `[]` clears them.
   */
  readonly tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether calls with the token work; those on a disabled instance get a 403. Default: true. */
  readonly enabled?: pulumi.Input<boolean | undefined>;
  /** Event polling. Default: none; removing it turns notifications off. */
  readonly events?: pulumi.Input<EventsArgs | undefined>;
  /**
   * Other configuration keys of the element, as they are, such as `{ "filter.response.nulls": false }`. A key that you
   * remove is reset to the element's default. Values of keys that hold credentials become secret.
   */
  readonly configuration?: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>> | undefined>;
  /**
   * Whether to ping Act! 365 through the instance after each create and update, and to fail (keeping the instance) if
   * it does not confirm the instance. A disabled instance is not pinged. Changing only `verify` is not a difference.
   * Default: false.
   */
  readonly verify?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing instance to adopt instead of creating one; it is changed to the declared state. An instance
   * that carries another declaration's owner tag is refused. Only create uses the id: remove it once the instance is in
   * the state.
   */
  readonly adoptId?: pulumi.Input<string | undefined>;
}

/** Event polling: the platform asks Act! 365 for changes and sends them to the callback. */
export interface EventsArgs {
  /** Where events are sent: an http or https URL. */
  readonly callbackUrl: pulumi.Input<string>;
  /** Minutes between polls, at least 1. Default: the element's, 15. */
  readonly pollIntervalMinutes?: pulumi.Input<number | undefined>;
  /** Headers for the callback, in the platform's format. Secret, since they often hold the receiver's credentials. */
  readonly callbackHeaders?: pulumi.Input<string | undefined>;
  /** Basic authentication at the callback; the password is secret. */
  readonly basicAuth?: pulumi.Input<BasicAuthArgs | undefined>;
  /** The key of the HMAC that signs events. Secret. */
  readonly signatureKey?: pulumi.Input<string | undefined>;
  /** What is polled and how (`event.poller.configuration`). Default: the element's. */
  readonly pollers?: pulumi.Input<Record<string, unknown> | undefined>;
}

/** A user and password for the callback. */
export interface BasicAuthArgs {
  /** Not secret: it shows in previews. */
  readonly username: pulumi.Input<string>;
  /** Secret, also when a plain string is given. */
  readonly password: pulumi.Input<string>;
}
