import { ACT_365 } from "../platform/actessentials";
import { MASK } from "../platform/elementDefinition";
import { stripHtml } from "../platform/htmlStripping";
import type { Instance } from "../platform/instance";
import { configurationInEffect } from "./configuration";
import { EVENT_KEY, eventsInEffect } from "./events";
import { foreignOwnerTag } from "./ownerTag";
import { compact } from "./plain";
import { declaredTags } from "./tags";
import type { InstanceInputs, InstanceState } from "./types";

/**
 * The state that an answer of the platform stands for.
 * @param declared the inputs that were sent, or the state before: what the platform masks, or does not know, comes from
 *   here; a property that is not known to be in effect must not be in it
 * @param before platform values to keep where the answer lacks them
 */
export function stateOf(
  instance: Instance,
  declared: Partial<InstanceInputs>,
  baseUrl: string,
  before: InstanceState = {},
): InstanceState {
  const { configuration } = instance;
  const apiKey = configuration?.[ACT_365.credentials.apiKey];
  return compact({
    name: instance.name ?? declared.name,
    apiKey: typeof apiKey === "string" && apiKey !== MASK ? apiKey : declared.apiKey,
    developerKey: declared.developerKey,
    tags: tagsInEffect(instance.tags, declared),
    enabled: instance.disabled === undefined ? declared.enabled : !instance.disabled,
    ...configuredState(configuration, declared),
    verify: declared.verify,
    adoptId: declared.adoptId,
    ownerTag: ownerTagInEffect(instance.tags, declared.ownerTag),
    customTimeouts: declared.customTimeouts,
    instanceId: instance.id,
    token: instance.token ?? before.token,
    elementId: instance.elementId ?? before.elementId,
    organizationId: instance.organizationId ?? before.organizationId,
    accountId: instance.accountId ?? before.accountId,
    createdDate: instance.createdDate ?? before.createdDate,
    valid: instance.valid ?? before.valid,
    baseUrl,
  });
}

function configuredState(
  found: Instance["configuration"],
  declared: Partial<InstanceInputs>,
): Pick<Partial<InstanceInputs>, "events" | "configuration"> {
  const { events, configuration } = declared;
  if (found === undefined) return compact({ events, configuration });
  // A program may also steer events with plain configuration keys; then they are not its `events`.
  const byKeys = configuration !== undefined && EVENT_KEY.enabled in configuration;
  return compact({
    events: byKeys ? events : eventsInEffect(events, found),
    configuration: configurationInEffect(configuration, found),
  });
}

function tagsInEffect(found: Instance["tags"], declared: Partial<InstanceInputs>): InstanceInputs["tags"] {
  if (found === undefined) return declared.tags;
  // Where no owner tag is known (`Act365Instance.get`), the other program's is still not one of the tags.
  return declaredTags(found, declared.tags, declared.ownerTag ?? foreignOwnerTag(found, undefined));
}

function ownerTagInEffect(tags: readonly string[] | undefined, ownerTag: string | undefined): string | undefined {
  if (ownerTag === undefined || tags === undefined) return ownerTag;
  return tags.includes(ownerTag) ? ownerTag : undefined;
}

/** The inputs in a state: `read` may hand the engine nothing else, or a preview prints outputs, the token among them. */
export function inputsOf(state: InstanceState): Partial<InstanceInputs> {
  const {
    name,
    apiKey,
    developerKey,
    tags,
    enabled,
    events,
    configuration,
    verify,
    adoptId,
    ownerTag,
    customTimeouts,
  } = state;
  return compact({
    name,
    apiKey,
    developerKey,
    tags,
    enabled,
    events,
    configuration,
    verify,
    adoptId,
    ownerTag,
    customTimeouts,
  });
}

/**
 * The state of an instance that has to be sent the whole configuration again, whatever a refresh finds: the platform masks
 * the developer key, so its absence stays a difference, while the engine forgets a partial failure with the next refresh.
 */
export function withoutDeveloperKey<T extends InstanceState>(state: T): Omit<T, "developerKey"> {
  const { developerKey: _, ...rest } = state;
  return rest;
}

/** Whether two names are the same on the platform, which strips HTML. */
export function sameName(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && stripHtml(a) === stripHtml(b);
}
