import type * as pulumi from "@pulumi/pulumi";

/** What a program declares of an instance. Everything changes in place; nothing asks for a replacement. */
export interface Act365InstanceArgs {
  /**
   * The instance's name on the platform, which strips HTML tags from it. Names need not be unique.
   * Default: the resource's name.
   */
  readonly name?: pulumi.Input<string | undefined>;
  /**
   * The Act! 365 API key (Profile > Apps & Integrations). Secret, also when a plain string is given. The platform
   * returns it in clear, so a change by others shows as drift.
   */
  readonly apiKey: pulumi.Input<string>;
  /**
   * The Act! 365 developer key (Act! developer portal). Secret, also when a plain string is given. The platform masks
   * it, so a change by others cannot be seen.
   */
  readonly developerKey: pulumi.Input<string>;
  /**
   * Tags on the platform, compared as a set; an owner tag is added to them. Tags that begin with `pulumi:` are refused.
   * Default: none; `[]` clears them.
   */
  readonly tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether calls with the token work; those of a disabled instance are answered 403. Default: true. */
  readonly enabled?: pulumi.Input<boolean | undefined>;
  /** Event polling. Default: none; taking it away turns notification off. */
  readonly events?: pulumi.Input<EventsArgs | undefined>;
  /**
   * Other configuration keys of the element, as they are, such as `{ "filter.response.nulls": false }`. A key that is
   * taken away is set back to the element's default. Values of keys that hold credentials are made secret.
   */
  readonly configuration?: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>> | undefined>;
  /**
   * Whether to ask Act! 365 through the instance after each create and update, and to fail (keeping the instance) if it
   * does not answer as it should. Not asked of a disabled instance. Never a difference by itself. Default: false.
   */
  readonly verify?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing instance that create adopts and brings to the declared state, instead of making one. One that
   * carries another declaration's owner tag is refused. Each creation uses it, and nothing else does: remove it once the
   * instance is in the state.
   */
  readonly adoptId?: pulumi.Input<string | undefined>;
}

/** Event polling: the platform asks Act! 365 for changes and sends them to the callback. */
export interface EventsArgs {
  /** Where events are sent: an http or https URL. */
  readonly callbackUrl: pulumi.Input<string>;
  /** Minutes between two polls, at least 1. Default: the element's, 15. */
  readonly pollIntervalMinutes?: pulumi.Input<number | undefined>;
  /** Headers for the callback, as the platform takes them. Secret, since that is where receivers' credentials go. */
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
