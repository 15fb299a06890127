import { isSecretName } from "./secretNames";

/** One configuration key of an element, according to its definition on the platform. */
export interface ConfigurationKey {
  /** The platform's default, and what a key is reset to; null: none. */
  readonly default: string | null;
  readonly type: "boolean" | "number" | "text" | "json" | "password";
  /** The value is a credential: never printed, secret in the state. "password" types are also masked in responses. */
  readonly secret: boolean;
  readonly required: boolean;
  /** It controls the polling for events. */
  readonly polling: boolean;
}

/** One of the vendor's credentials: an input of the resource, and a configuration key of the element. */
export interface Credential {
  /** The input's name, such as "apiKey". */
  readonly input: string;
  /** The configuration key, such as "username". */
  readonly key: string;
  /** Responses show a mask instead of the value, so drift cannot be detected. */
  readonly masked: boolean;
  /** Where a person finds it; reads well after "find it in". */
  readonly where: string;
  /** For users of any language: what it is, and what is special. */
  readonly description: string;
}

/** An element of the catalogue: what instances are made of. */
export interface ElementDefinition {
  readonly key: string;
  /** As people call the vendor's product, such as "Act! 365". */
  readonly name: string;
  readonly hub: string;
  /** The vendor's credentials, all of them required. */
  readonly credentials: readonly Credential[];
  readonly configuration: Readonly<Record<string, ConfigurationKey>>;
}

/** What responses show instead of a "password" value. It must never be sent back as a value. */
export const MASK = "********";

/**
 * Whether the value of a configuration key is a credential. The definition decides, since it knows what a key holds: an
 * API key may have a harmless name, and a "token.url" is an address. Keys that it does not list are judged by their
 * name.
 */
export function isSecretKey(element: ElementDefinition, key: string): boolean {
  return element.configuration[key]?.secret ?? isSecretName(key);
}

/** What a key is reset to when a program no longer names it: the element's default, or null. */
export function defaultOf(element: ElementDefinition, key: string): string | null {
  return element.configuration[key]?.default ?? null;
}
