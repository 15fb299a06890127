import { actEssentials } from "./actEssentials";
import { type DeclaredKey, elementWith, type SimulatedElement } from "./element";

const basic: readonly DeclaredKey[] = [
  { key: "username", name: "User name", type: "TEXTFIELD_128" },
  { key: "password", name: "Password", type: "PASSWORD" },
];

const oauth: readonly DeclaredKey[] = [
  { key: "oauth.api.key", name: "API Key", type: "PASSWORD" },
  { key: "oauth.api.secret", name: "API Secret", type: "PASSWORD" },
  { key: "oauth.callback.url", name: "Callback URL", type: "TEXTFIELD_1000" },
];

/** An element of which little is known: it declares a plausible set of keys, none of them required. */
export function plausibleElement(known: Parameters<typeof elementWith>[0]): SimulatedElement {
  const configuration = known.authentication === "oauth2" ? [...oauth, ...basic] : [...basic, ...oauth];
  const description = `The element ${known.key}, of which the simulator knows nothing in particular.`;
  return elementWith({ ...known, description, configuration });
}

/**
 * The elements that a simulator starts with: Act! 365, and those that the platform makers' own API tests use, so that
 * `GET /elements` has something to show. The id of closeio is the one in those tests; the others are made up, since ids
 * differ between environments.
 */
export const wellKnown: readonly SimulatedElement[] = [
  actEssentials,
  ...[
    { id: 146, key: "closeio", name: "Close.io", hub: "crm" },
    { id: 8001, key: "sfdc", name: "Salesforce Sales Cloud", hub: "crm", authentication: "oauth2" },
    { id: 8002, key: "pipedrive", name: "Pipedrive", hub: "crm" },
    { id: 8003, key: "netsuitecrm", name: "NetSuite CRM", hub: "crm" },
    { id: 8004, key: "jira", name: "Jira", hub: "helpdesk" },
    { id: 8005, key: "zendesk", name: "Zendesk", hub: "helpdesk", authentication: "oauth2" },
    { id: 8006, key: "freshdesk", name: "Freshdesk", hub: "helpdesk" },
    { id: 8007, key: "box", name: "Box", hub: "documents", authentication: "oauth2" },
    {
      id: 8008,
      key: "dropbox",
      name: "Dropbox",
      hub: "documents",
      authentication: "oauth2",
      events: "webhook" as const,
    },
  ].map(plausibleElement),
];
