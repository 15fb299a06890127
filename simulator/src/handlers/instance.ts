import type { InstanceCall, PlatformCall } from "../server/access";
import { shownInstance } from "./shownInstance";

/** `GET /instances/{id}`: the same body as the answer to POST, token included. */
export const getInstance: InstanceCall = (_request, platform, organization, instance) => ({
  json: shownInstance(platform, organization, instance),
});

/** DELETE of an instance: 200, and its token is dead. The body of the real answer is not known; here it is empty. */
export const deleteInstance: InstanceCall = (_request, platform, _organization, instance) => {
  platform.store.remove(instance);
  return { changed: true, removed: instance };
};

/** `PUT …/enabled` and `DELETE …/enabled` (asserted by the platform makers' own API tests); the body is not known. */
export const setEnabled: InstanceCall = (request, platform, _organization, instance) => {
  instance.disabled = request.method === "DELETE";
  platform.store.changed();
  return { changed: true };
};

/** `PUT …/trace-logging` and `DELETE …/trace-logging`. The real one turns itself off after a while; this one does not. */
export const setTraceLogging: InstanceCall = (request, platform, _organization, instance) => {
  instance.traceLoggingEnabled = request.method === "PUT";
  platform.store.changed();
  return { changed: true };
};

/** `GET /instances/count`: how many there are, in all and by element key. */
export const countInstances: PlatformCall = (_request, platform, organization) => {
  const counts = new Map<string, number>();
  const all = platform.store.all(organization);
  for (const { elementKey } of all) counts.set(elementKey, (counts.get(elementKey) ?? 0) + 1);
  return { json: { totalInstances: all.length, elementInstances: Object.fromEntries(counts) } };
};
