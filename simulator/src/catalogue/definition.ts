/** One configuration key that an element declares. */
export interface ConfigurationKey {
  key: string;
  /** What a user interface calls it. */
  name: string;
  /** The platform's kind of field, such as TEXTFIELD_32 or PASSWORD. Whether a length is enforced is not known. */
  type: string;
  /** @default "" */
  description?: string;
  /** What an instance gets that does not give the key. */
  defaultValue?: string;
  /** @default false */
  required?: boolean;
  /** Not shown to users. @default false */
  hidden?: boolean;
  /** @default false */
  internal?: boolean;
}

/** An element (in SAP's words: a connector) of the catalogue. */
export interface ElementDefinition {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** The hub, such as crm; the platform ignores it in the paths of element calls. */
  readonly hub: string;
  /** basic, oauth2, … */
  readonly authentication: string;
  /** How events arrive: polling or webhook. */
  readonly events: "polling" | "webhook";
  readonly configuration: readonly ConfigurationKey[];
  readonly image: string;
  readonly active: boolean;
  /** http unless the caller who made the element said otherwise. */
  readonly protocolType: string;
  /** Objects that the element was declared with; an id is given to each. */
  readonly objects: readonly object[];
  /** Whether a caller made it, so that callers may change and delete it. */
  readonly custom: boolean;
  /** Key of the element that this one was cloned from. */
  readonly clonedFrom?: string;
}

/**
 * Whether a key holds a secret by its name. Elements whose definition is not known are masked by this rule; for the OAuth
 * keys the platform makers' own API tests assert it, the rest is a choice.
 */
function isSecretKey(key: string): boolean {
  return (
    key === "password" ||
    key.endsWith(".password") ||
    key === "oauth.api.key" ||
    key === "oauth.api.secret" ||
    key.toLowerCase().includes("secret")
  );
}

/** Whether an element's key is masked in answers: the documentation masks "all parameters set as password type". */
export function isMasked(element: ElementDefinition, key: string): boolean {
  return isSecretKey(key) || element.configuration.some((item) => item.key === key && item.type === "PASSWORD");
}
