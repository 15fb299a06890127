import { type ElementDefinition, MASK } from "../../elements/definition";
import type { Instance } from "../../platform/instance";
import { compact } from "../../util/json";
import { configurationInEffect } from "./configuration";
import { EVENT_SWITCH, eventsInEffect } from "./events";
import { foreignOwnerTag } from "./ownerTag";
import type { InstanceInputs, InstanceState, VendorCredentials } from "./properties";
import type { EventsInEffect } from "./propertyTable";
import type { Session } from "./session";
import { declaredTags } from "./tags";
import type { Configuration } from "./types";

/** What is known of an instance before a response: inputs that were sent, or a state. */
type Known = InstanceInputs | InstanceState;

/**
 * The state according to a response of the platform.
 * @param known the inputs that were sent, or the state before: source of everything that the platform masks or does not
 *   know; it must only hold properties that are known to be in effect
 * @param before platform values to keep if the response lacks them
 */
export function stateOf(
  instance: Instance,
  known: Known,
  session: Pick<Session, "element" | "baseUrl" | "userMark">,
  before?: InstanceState,
): InstanceState {
  return compact({
    ...known,
    name: instance.name ?? known.name,
    credentials: credentialsInEffect(instance.configuration, known.credentials, session.element),
    tags: tagsInEffect(instance.tags, known),
    enabled: instance.disabled === undefined ? known.enabled : !instance.disabled,
    ...configuredState(instance.configuration, known, session.element),
    ownerTag: ownerTagInEffect(instance.tags, known.ownerTag),
    instanceId: instance.id,
    token: instance.token ?? before?.token,
    elementId: instance.elementId ?? before?.elementId,
    organizationId: instance.organizationId ?? before?.organizationId,
    accountId: instance.accountId ?? before?.accountId,
    createdDate: instance.createdDate ?? before?.createdDate,
    valid: instance.valid ?? before?.valid,
    baseUrl: session.baseUrl,
    seenBy: session.userMark(instance.id),
  });
}

/**
 * The platform returns some credentials in plain text, which shows what is in effect. For the others it returns a mask
 * of some form, never the value.
 */
function credentialsInEffect(
  found: Instance["configuration"],
  known: VendorCredentials,
  element: ElementDefinition,
): VendorCredentials {
  const returned = element.credentials.flatMap(({ input, key, masked }) => {
    const value = found?.[key];
    return !masked && typeof value === "string" && value !== MASK ? [[input, value]] : [];
  });
  return { ...known, ...Object.fromEntries(returned) };
}

function configuredState(
  found: Instance["configuration"],
  { events, configuration }: Known,
  element: ElementDefinition,
): { events?: EventsInEffect | undefined; configuration?: Configuration | undefined } {
  if (found === undefined) return {};
  // A program may also control events with plain configuration keys; then they are not its `events`.
  const byKeys = configuration !== undefined && EVENT_SWITCH.enabled in configuration;
  return {
    events: byKeys ? events : eventsInEffect(element, events, found),
    configuration: configurationInEffect(element, configuration, found),
  };
}

function tagsInEffect(found: Instance["tags"], known: Known): readonly string[] | undefined {
  if (found === undefined) return known.tags;
  // Where no owner tag is known (`Act365Instance.get`), the other program's is still not one of the tags.
  return declaredTags(found, known.tags, known.ownerTag ?? foreignOwnerTag(found, undefined));
}

function ownerTagInEffect(tags: readonly string[] | undefined, ownerTag: string | undefined): string | undefined {
  return tags === undefined ? ownerTag : tags.find((tag) => tag === ownerTag);
}
