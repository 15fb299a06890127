import { instanceView } from "../instances/view";
import { byId, byIdOrToken, forUser, readById, throughElement } from "../server/access";
import type { Handler, InstanceCall, Routes, UserCall } from "../server/call";
import { createInstance } from "./createInstance";
import { listInstances } from "./listInstances";
import { updateInstance } from "./updateInstance";

/** `GET /instances/{id}`: the same body as the response to POST, token included. */
const getInstance: Handler<InstanceCall> = ({ platform, organization, instance }) => ({
  json: instanceView(platform, organization, instance),
});

/**
 * DELETE of an instance: 200, and its token no longer works. The body of the real response is not known; here it is
 * empty.
 */
const deleteInstance: Handler<InstanceCall> = ({ platform, instance }) => {
  platform.store.remove(instance);
  return { removed: instance };
};

/** `PUT …/enabled` and `DELETE …/enabled` (asserted by the platform makers' own API tests); the body is not known. */
const setEnabled: Handler<InstanceCall> = ({ method, platform, instance }) => {
  instance.disabled = method === "DELETE";
  platform.store.changed();
  return {};
};

/** `PUT …/trace-logging` and `DELETE …/trace-logging`. The real one turns itself off after a while; this one does not. */
const setTraceLogging: Handler<InstanceCall> = ({ method, platform, instance }) => {
  instance.traceLoggingEnabled = method === "PUT";
  platform.store.changed();
  return {};
};

/** `GET /instances/count`: the number of instances, in total and by element key. */
const countInstances: Handler<UserCall> = ({ platform, organization }) => {
  const counts = new Map<string, number>();
  const all = platform.store.all(organization);
  for (const { elementKey } of all) counts.set(elementKey, (counts.get(elementKey) ?? 0) + 1);
  return { json: { totalInstances: all.length, elementInstances: Object.fromEntries(counts) } };
};

/** There never are any events, and no 404 (asserted by the platform makers' own API tests). */
const noEvents = () => ({ json: [] });

/** Instances, by id, by token, and through their element. */
export const instanceRoutes: Routes = {
  "GET /instances": forUser(listInstances),
  "POST /instances": forUser(createInstance),
  "GET /instances/count": forUser(countInstances),
  "GET /instances/events": forUser(noEvents),
  "GET /instances/{id}/events": byId(noEvents),
  "GET /instances/{id}": readById(getInstance),
  ...byIdOrToken("PUT", "", updateInstance),
  ...byIdOrToken("PATCH", "", updateInstance),
  ...byIdOrToken("DELETE", "", deleteInstance),
  ...byIdOrToken("PUT", "/enabled", setEnabled),
  ...byIdOrToken("DELETE", "/enabled", setEnabled),
  ...byIdOrToken("PUT", "/trace-logging", setTraceLogging),
  ...byIdOrToken("DELETE", "/trace-logging", setTraceLogging),
  "GET /elements/{key}/instances": forUser(listInstances),
  "POST /elements/{key}/instances": forUser(createInstance),
  "GET /elements/{key}/instances/{id}": readById(throughElement(getInstance)),
  "PUT /elements/{key}/instances/{id}": byId(throughElement(updateInstance)),
  "DELETE /elements/{key}/instances/{id}": byId(throughElement(deleteInstance)),
};
