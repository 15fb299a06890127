import type { ConfigurationKey, ElementDefinition } from "./definition";

/** Keys that every instance of any element has, as the platform makers' own API tests assert, and their event keys. */
const common: readonly ConfigurationKey[] = [
  {
    key: "filter.response.nulls",
    name: "Filter null values from the response",
    type: "BOOLEAN",
    defaultValue: "true",
  },
  { key: "event.notification.enabled", name: "Event Notifications Enabled", type: "BOOLEAN", defaultValue: "false" },
  { key: "event.notification.callback.url", name: "Event Notification Callback URL", type: "TEXTFIELD_1000" },
];

const basic: readonly ConfigurationKey[] = [
  { key: "username", name: "User name", type: "TEXTFIELD_128" },
  { key: "password", name: "Password", type: "PASSWORD" },
];

const oauth: readonly ConfigurationKey[] = [
  { key: "oauth.api.key", name: "API Key", type: "PASSWORD" },
  { key: "oauth.api.secret", name: "API Secret", type: "PASSWORD" },
  { key: "oauth.callback.url", name: "Callback URL", type: "TEXTFIELD_1000" },
];

/** Adds the keys that every element has to declared ones; what is declared stays as it is. */
export function withCommonKeys(declared: readonly ConfigurationKey[]): ConfigurationKey[] {
  const known = new Set(declared.map((item) => item.key));
  return [...declared, ...common.filter((item) => !known.has(item.key))];
}

/** What is known of an element beyond its key. */
export interface KnownElement {
  key: string;
  /** @default one that is given out */
  id?: number;
  /** @default the key */
  name?: string;
  /** @default "general" */
  hub?: string;
  /** @default "basic" */
  authentication?: "basic" | "oauth2";
  /** @default "polling" */
  events?: "polling" | "webhook";
}

/**
 * Elements that the platform makers' own API tests use, so that `GET /elements` has something to show. The id of closeio
 * is the one that those tests hold; other ids differ between environments and are given out.
 */
export const wellKnown: readonly KnownElement[] = [
  { key: "closeio", id: 146, name: "Close.io", hub: "crm" },
  { key: "sfdc", name: "Salesforce Sales Cloud", hub: "crm", authentication: "oauth2" },
  { key: "pipedrive", name: "Pipedrive", hub: "crm" },
  { key: "netsuitecrm", name: "NetSuite CRM", hub: "crm" },
  { key: "jira", name: "Jira", hub: "helpdesk" },
  { key: "zendesk", name: "Zendesk", hub: "helpdesk", authentication: "oauth2" },
  { key: "freshdesk", name: "Freshdesk", hub: "helpdesk" },
  { key: "box", name: "Box", hub: "documents", authentication: "oauth2" },
  { key: "dropbox", name: "Dropbox", hub: "documents", authentication: "oauth2", events: "webhook" },
];

/** An element of which nothing more is known: no key is required, and a plausible set is declared. */
export function genericElement(id: number, known: KnownElement): ElementDefinition {
  return {
    id: known.id ?? id,
    key: known.key,
    name: known.name ?? known.key,
    description: `The element ${known.key}, of which the simulator knows nothing in particular.`,
    hub: known.hub ?? "general",
    authentication: known.authentication ?? "basic",
    events: known.events ?? "polling",
    configuration: withCommonKeys(known.authentication === "oauth2" ? [...oauth, ...basic] : [...basic, ...oauth]),
    image: "",
    active: true,
    protocolType: "http",
    objects: [],
    custom: false,
  };
}
