import type { SimulatedOrganization } from "../api";
import type { InstanceRecord } from "../instances/record";
import { forbidden, notFound, unauthorized } from "../refusal";
import { addUsage } from "../store/usageEntry";
import { readAuthorization } from "./authorization";
import { type Call, type Handler, type InstanceCall, param, type Routes, type UserCall } from "./call";

function caller({ platform, headers }: Call, organizationNeeded = true): SimulatedOrganization {
  const { User, Organization, Bearer } = readAuthorization(headers);
  const byLogin = Bearer === undefined ? undefined : platform.logins.byToken(Bearer);
  if (byLogin) return byLogin;
  if (User === undefined || (organizationNeeded && Organization === undefined)) throw unauthorized();
  const found = platform.store.organizations.find((one) => platform.logins.accepts(one, User, Organization));
  if (!found) throw unauthorized();
  return found;
}

/** What the privilege createElementInstances guards, according to the makers' own tests: not PATCH and not DELETE. */
const guarded = /^(POST|PUT) (\/elements\/[^/]+)?\/instances(\/\d+)?$/;

/**
 * Platform calls: `User` and `Organization`. An `Element` part is ignored, and the privilege is checked before anything
 * else in the request (both asserted by the makers' own API tests).
 */
export function forUser(work: Handler<UserCall>): Handler {
  return (call) => {
    const organization = caller(call);
    if (call.platform.options.forbidden && guarded.test(`${call.method} ${call.path}`)) {
      throw forbidden("The user lacks the privilege createElementInstances");
    }
    return work({ ...call, organization });
  };
}

function owned(instance: InstanceRecord | undefined, { organization }: UserCall): InstanceRecord | undefined {
  return instance?.organizationId === organization.id ? instance : undefined;
}

/** 404 for an instance; its text is a choice. */
export function noInstance(id: string | number) {
  return notFound(`No element instance found with ID ${id}`);
}

/** Calls on the instance with the `{id}` of the path, if it belongs to the organization. */
export function byId(work: Handler<InstanceCall>): Handler {
  return forUser((call) => {
    const instance = owned(call.platform.store.byId(Number(param(call, "id"))), call);
    if (!instance) throw noInstance(param(call, "id"));
    return work({ ...call, instance });
  });
}

/** GET of the instance with the `{id}` of the path: it may not see a new one yet, or still see a deleted one. */
export function readById(work: Handler<InstanceCall>): Handler {
  return forUser((call) => {
    const { store, lateness } = call.platform;
    const id = Number(param(call, "id"));
    const instance = owned(store.byId(id) ?? lateness.removed().find((removed) => removed.id === id), call);
    if (!instance || !lateness.inRead(id)) throw noInstance(id);
    return work({ ...call, instance });
  });
}

function ofToken(call: UserCall): InstanceRecord {
  const { Element } = readAuthorization(call.headers);
  const instance = owned(Element === undefined ? undefined : call.platform.store.byToken(Element), call);
  if (!instance) throw unauthorized();
  return instance;
}

/** Most calls on an instance exist twice: by id, and by the `Element` token of the Authorization header. */
export function byIdOrToken(verb: string, rest: string, work: Handler<InstanceCall>): Routes {
  return {
    [`${verb} /instances/{id}${rest}`]: byId(work),
    [`${verb} /instances${rest}`]: forUser((call) => work({ ...call, instance: ofToken(call) })),
  };
}

/**
 * Calls on an instance through its element. An instance that was moved to a clone is still reached through the original
 * (asserted by the platform makers' own API tests); through any other element the call returns 404, which is a choice.
 */
export function throughElement(work: Handler<InstanceCall>): Handler<InstanceCall> {
  return (call) => {
    const { catalogue } = call.platform.store;
    const { key } = catalogue.get(param(call, "key"));
    const { elementKey, id } = call.instance;
    if (key !== elementKey && key !== catalogue.get(elementKey).clonedFrom) throw noInstance(id);
    return work(call);
  };
}

/**
 * Element calls: `User` and `Element`, with or without `Organization` (official documentation). 403 when the instance is
 * disabled, unless `disabledToo`, and the response names the instance (asserted by the makers' own API tests). The
 * platform counts these calls as usage.
 */
export function elementCall(work: Handler<InstanceCall>, disabledToo = false): Handler {
  return async (call) => {
    const organization = caller(call, false);
    const instance = ofToken({ ...call, organization });
    if (instance.disabled && !disabledToo) throw forbidden("The element instance is disabled");
    const result = await work({ ...call, organization, instance });
    const { platform, requestId, method, path } = call;
    const { id: instanceId, organizationId, elementKey, tags } = instance;
    const time = platform.clock.now();
    addUsage(platform.usage, { requestId, organizationId, instanceId, elementKey, tags, method, path, time });
    return { ...result, headers: { ...result.headers, "elements-element-instance-id": String(instanceId) } };
  };
}
