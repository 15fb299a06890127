import type { SimulatedOrganization } from "../api";
import type { Platform } from "../platform";
import { forbidden, notFound, type PlatformError, unauthorized } from "../platformError";
import type { InstanceRecord } from "../store/instanceRecord";
import { type Credentials, readAuthorization } from "./authorization";
import type { Answer, ApiRequest } from "./request";
import type { Endpoint } from "./router";

type Result = Answer | Promise<Answer>;

/** Work that needs a caller. */
export type PlatformCall = (request: ApiRequest, platform: Platform, organization: SimulatedOrganization) => Result;

/** Work on one instance, however the request names it. */
export type InstanceCall = (
  request: ApiRequest,
  platform: Platform,
  organization: SimulatedOrganization,
  instance: InstanceRecord,
) => Result;

function caller(platform: Platform, credentials: Credentials, organizationNeeded: boolean): SimulatedOrganization {
  const { user, organization: secret, bearer } = credentials;
  const byLogin = bearer === undefined ? undefined : platform.logins.byToken(bearer);
  if (byLogin) return byLogin;
  if (user === undefined || (organizationNeeded && secret === undefined)) throw unauthorized();
  const found = platform.store.organizations.find((one) => platform.logins.accepts(one, user, secret));
  if (!found) throw unauthorized();
  return found;
}

/** Platform calls: `User` and `Organization`. An `Element` part does no harm (asserted by the makers' own API tests). */
export function platformCall(work: PlatformCall): Endpoint<Platform> {
  return (request, platform) =>
    work(request, platform, caller(platform, readAuthorization(request.headers.authorization), true));
}

/** Like {@link platformCall}, for POST and PUT: the privilege is checked before anything else about the request. */
export function privilegedCall(work: PlatformCall): Endpoint<Platform> {
  return platformCall((request, platform, organization) => {
    requirePrivilege(request, platform);
    return work(request, platform, organization);
  });
}

/** 403 if users lack createElementInstances, which guards POST and PUT only, as far as the makers' own tests go. */
function requirePrivilege(request: ApiRequest, platform: Platform): void {
  if (platform.settings.forbidden && ["POST", "PUT"].includes(request.method)) {
    throw forbidden("The user lacks the privilege createElementInstances");
  }
}

function instanceByToken(platform: Platform, organization: SimulatedOrganization, token?: string): InstanceRecord {
  const instance = token === undefined ? undefined : platform.store.byToken(token);
  if (instance?.organizationId !== organization.id) throw unauthorized();
  return instance;
}

/** 404 for an instance; its text is a choice. */
function noInstance(id: string | number): PlatformError {
  return notFound(`No element instance found with ID ${id}`);
}

/** The instance with this id, if the organization has it; 404 otherwise. */
function instanceById(platform: Platform, organization: SimulatedOrganization, id: string): InstanceRecord {
  const instance = platform.store.byId(Number(id));
  if (instance?.organizationId !== organization.id) throw noInstance(id);
  return instance;
}

/** GET of an instance by the `{id}` of the path, which may see too little or too much for a while. */
export function readById(work: InstanceCall): Endpoint<Platform> {
  return platformCall((request, platform, organization) => {
    const id = Number(request.params["id"]);
    const instance = platform.store.byId(id) ?? platform.lateness.removed().find((removed) => removed.id === id);
    if (instance?.organizationId !== organization.id || !platform.lateness.inRead(id)) throw noInstance(id);
    return work(request, platform, organization, instance);
  });
}

/** Calls on an instance by the `{id}` of the path. */
export function byId(work: InstanceCall): Endpoint<Platform> {
  return platformCall((request, platform, organization) =>
    work(request, platform, organization, instanceById(platform, organization, request.params["id"] ?? "")),
  );
}

/** Like {@link byId}, for POST and PUT. */
export function privilegedById(work: InstanceCall): Endpoint<Platform> {
  return privilegedCall((request, platform, organization) =>
    work(request, platform, organization, instanceById(platform, organization, request.params["id"] ?? "")),
  );
}

/**
 * Calls on an instance through its element. An instance that was moved to a clone is still reached through the original
 * (asserted by the platform makers' own API tests); through any other element it is 404, which is a choice.
 */
export function throughElement(work: InstanceCall): InstanceCall {
  return (request, platform, organization, instance) => {
    const { catalogue } = platform.store;
    const { key } = catalogue.get(request.params["key"] ?? "");
    if (key !== instance.elementKey && key !== catalogue.get(instance.elementKey).clonedFrom) {
      throw noInstance(instance.id);
    }
    return work(request, platform, organization, instance);
  };
}

/** Platform calls on the instance whose `Element` token the header carries besides `User` and `Organization`. */
export function byToken(work: InstanceCall, privileged = false): Endpoint<Platform> {
  return (request, platform) => {
    const credentials = readAuthorization(request.headers.authorization);
    const organization = caller(platform, credentials, true);
    if (privileged) requirePrivilege(request, platform);
    return work(request, platform, organization, instanceByToken(platform, organization, credentials.element));
  };
}

/**
 * Element calls: `User` and `Element`, with or without `Organization` (official documentation). 403 when the instance is
 * disabled, unless told to allow it, and the answer names the instance (asserted by the makers' own API tests).
 */
export function elementCall(work: InstanceCall, disabledToo = false): Endpoint<Platform> {
  return async (request, platform) => {
    const credentials = readAuthorization(request.headers.authorization);
    const organization = caller(platform, credentials, false);
    const instance = instanceByToken(platform, organization, credentials.element);
    if (instance.disabled && !disabledToo) throw forbidden("The element instance is disabled");
    const answer = await work(request, platform, organization, instance);
    return { ...answer, headers: { ...answer.headers, "elements-element-instance-id": String(instance.id) } };
  };
}
