import type { SimulatedOrganization } from "../api";
import type { ElementDefinition } from "../catalogue/definition";
import { elementView } from "../catalogue/elementView";
import type { InstanceRecord } from "../store/instanceRecord";
import { shownConfiguration } from "./configuration";

/** The user whom an instance hangs on; the JSON schema of the platform makers' own API tests requires all four members. */
function userView(organization: SimulatedOrganization): Record<string, unknown> {
  return {
    id: organization.userId,
    emailAddress: `user${organization.userId}@example.com`,
    firstName: "Simulated",
    lastName: "User",
  };
}

/** What both forms hold. `tags` come in the order given. */
function commonView(
  record: InstanceRecord,
  organization: SimulatedOrganization,
  tags: readonly string[],
): Record<string, unknown> {
  return {
    id: record.id,
    name: record.name,
    createdDate: record.createdDate,
    token: record.token,
    tags,
    valid: record.valid,
    disabled: record.disabled,
    user: userView(organization),
  };
}

/** An instance as the platform answers it: the members of the seed document. */
export function instanceView(
  record: InstanceRecord,
  element: ElementDefinition,
  organization: SimulatedOrganization,
  tags: readonly string[],
): Record<string, unknown> {
  return {
    ...commonView(record, organization, tags),
    elementId: element.id,
    maxCacheSize: 0,
    cacheTimeToLive: 0,
    configuration: shownConfiguration(element, record.configuration),
    authenticationType: element.authentication,
    eventsEnabled: record.configuration.get("event.notification.enabled") === "true",
    cachingEnabled: false,
    traceLoggingEnabled: record.traceLoggingEnabled,
    organizationId: organization.id,
    accountId: organization.accountId,
    externalAuthentication: record.externalAuthentication,
    userId: organization.userId,
    element: elementView(element),
  };
}

/** The shorter form of `hydrate=false`: what the platform makers' own API tests read from it, and the flags. */
export function abridgedView(
  record: InstanceRecord,
  element: ElementDefinition,
  organization: SimulatedOrganization,
  tags: readonly string[],
): Record<string, unknown> {
  return {
    ...commonView(record, organization, tags),
    element: { id: element.id, key: element.key, name: element.name, hub: element.hub },
  };
}
