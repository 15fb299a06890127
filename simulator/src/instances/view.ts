import type { SimulatedOrganization } from "../api";
import { elementView, objectNames } from "../elements/view";
import type { SimulatedPlatform } from "../platform";
import { shuffled } from "../random";
import { shownConfiguration } from "./configuration";
import type { InstanceRecord } from "./record";

/** The members in every form. The order of tags varies. */
function commonView({ options, random }: SimulatedPlatform, organization: SimulatedOrganization, one: InstanceRecord) {
  const { id, name, createdDate, token, valid, disabled } = one;
  const tags = (options.shuffleTags ?? true) ? shuffled(random, one.tags) : one.tags;
  // All four members are required by the JSON schema of the platform makers' own API tests.
  const user = {
    id: organization.userId,
    emailAddress: `user${organization.userId}@example.com`,
    firstName: "Simulated",
    lastName: "User",
  };
  return { id, name, createdDate, token, tags, valid, disabled, user };
}

/** Nothing is known that sets these. */
const noCache = { maxCacheSize: 0, cacheTimeToLive: 0, cachingEnabled: false };

/** An instance as the platform shows it: the members of the one complete example response that is known. */
export function instanceView(platform: SimulatedPlatform, organization: SimulatedOrganization, one: InstanceRecord) {
  const element = platform.store.catalogue.get(one.elementKey);
  return {
    ...commonView(platform, organization, one),
    ...noCache,
    elementId: element.id,
    configuration: shownConfiguration(element, one.configuration),
    authenticationType: element.authentication,
    eventsEnabled: one.configuration.get("event.notification.enabled") === "true",
    traceLoggingEnabled: one.traceLoggingEnabled,
    organizationId: organization.id,
    accountId: organization.accountId,
    externalAuthentication: one.externalAuthentication,
    userId: organization.userId,
    element: elementView(element),
  };
}

/** The shorter form of `hydrate=false`: what the platform makers' own API tests read from it, and the flags. */
export function abridgedView(platform: SimulatedPlatform, organization: SimulatedOrganization, one: InstanceRecord) {
  const { id, key, name, hub } = platform.store.catalogue.get(one.elementKey);
  return { ...commonView(platform, organization, one), element: { id, key, name, hub } };
}

/** The objects of an instance with their kind, as in its member `objects` (official documentation). */
export function objectList(): Record<string, unknown>[] {
  return objectNames.flatMap((name) => [
    { name, vendorName: name, type: "ceCanonical" },
    { name: `${name}Raw`, vendorName: name, type: "vendor" },
  ]);
}
