/** One configuration key that an element declares. */
export interface DeclaredKey {
  readonly key: string;
  /** What a user interface calls it. */
  readonly name: string;
  /** The platform's kind of field, such as TEXTFIELD_32 or PASSWORD. Whether a length is enforced is not known. */
  readonly type: string;
  /** @default "" */
  readonly description?: string;
  /** The value for instances that do not give the key. */
  readonly defaultValue?: string;
  /** @default false */
  readonly required?: boolean;
  /** Not shown to users. @default false */
  readonly hidden?: boolean;
  /** @default false */
  readonly internal?: boolean;
}

/** An element (in SAP's words: a connector) of the catalogue. */
export interface SimulatedElement {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** The hub, such as crm; the platform ignores it in the paths of element calls. */
  readonly hub: string;
  /** basic, oauth2, … */
  readonly authentication: string;
  /** How events arrive. */
  readonly events: "polling" | "webhook";
  readonly configuration: readonly DeclaredKey[];
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

/** Keys that every instance of any element has, as the platform makers' own API tests assert, and their event keys. */
const common: readonly DeclaredKey[] = [
  { key: "filter.response.nulls", name: "Filter null values from the response", type: "BOOLEAN", defaultValue: "true" },
  { key: "event.notification.enabled", name: "Event Notifications Enabled", type: "BOOLEAN", defaultValue: "false" },
  { key: "event.notification.callback.url", name: "Event Notification Callback URL", type: "TEXTFIELD_1000" },
];

/** An element with the known values, the keys that every element has, and plain defaults for the rest. */
export function elementWith(known: Pick<SimulatedElement, "id" | "key"> & Partial<SimulatedElement>): SimulatedElement {
  return {
    name: known.key,
    description: "",
    hub: "general",
    authentication: "basic",
    events: "polling",
    active: true,
    protocolType: "http",
    objects: [],
    custom: false,
    ...known,
    configuration: withCommonKeys(known.configuration ?? []),
  };
}

/** Adds the keys that every element has to the declared ones, which take precedence. */
export function withCommonKeys(declared: readonly DeclaredKey[]): DeclaredKey[] {
  return [...declared, ...common.filter(({ key }) => !declared.some((item) => item.key === key))];
}

/**
 * Whether an element's key is masked in responses: the documentation masks "all parameters set as password type". Keys
 * that the element does not declare are judged by their names; for the OAuth keys the platform makers' own API tests
 * assert it, the rest is a choice. This is not the list of what is secret: the platform shows an Act! 365 API key in
 * plain text.
 */
export function isMasked(element: SimulatedElement, key: string): boolean {
  return (
    /(^|\.)password$|^oauth\.api\.key$/.test(key) ||
    key.toLowerCase().includes("secret") ||
    element.configuration.some((item) => item.key === key && item.type === "PASSWORD")
  );
}
