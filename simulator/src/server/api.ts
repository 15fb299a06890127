import type { Platform } from "../platform";
import { notFound, PlatformError } from "../platformError";
import { bareElementRoutes, elementRoutes, platformRoutes } from "../routes";
import type { InstanceRecord } from "../store/instanceRecord";
import { elementCall } from "./access";
import { readAuthorization } from "./authorization";
import { emptyReply, errorReply, jsonReply, type Reply } from "./reply";
import type { Answer, ApiRequest } from "./request";
import { Router, unknownPath } from "./router";

/** What became of a request: its answer, and what changed. */
export interface Outcome {
  readonly reply: Reply;
  readonly changed: boolean;
  readonly createdId?: number;
  readonly removed?: InstanceRecord;
}

/** Everything after which the path is one of the API's. */
export const prefix = "/elements/api-v2";

/** Largest body, in bytes; the official documentation answers 429 to a larger one. */
export const largestBody = 8 * 1024 * 1024;

const routers = [platformRoutes, elementRoutes].map((routes) => new Router(routes));
const bareRouter = new Router(bareElementRoutes);

function routeOf(request: Omit<ApiRequest, "params">) {
  for (const router of routers) {
    const found = router.find(request.method, request.path);
    if (found) return found;
  }
  const { element } = readAuthorization(request.headers.authorization);
  const bare = element === undefined ? undefined : bareRouter.find(request.method, request.path);
  if (!bare) throw unknownPath();
  return bare;
}

/** An element call that is not served is refused for its credentials first, as one that is served: that's a choice. */
function endpointOf(request: Omit<ApiRequest, "params">) {
  try {
    return routeOf(request);
  } catch (error) {
    if (!request.path.startsWith("/hubs/")) throw error;
    return { endpoint: elementCall(() => Promise.reject(error)), params: {} };
  }
}

function outcomeOf(answer: Answer): Outcome {
  const status = answer.status ?? 200;
  const reply = answer.json === undefined ? emptyReply(status) : jsonReply(status, answer.json);
  return {
    reply: { ...reply, headers: { ...reply.headers, ...answer.headers } },
    changed: answer.changed ?? false,
    ...(answer.createdId === undefined ? {} : { createdId: answer.createdId }),
    ...(answer.removed === undefined ? {} : { removed: answer.removed }),
  };
}

/** Works a request off and says what to answer; never throws. */
export async function perform(request: Omit<ApiRequest, "params">, platform: Platform): Promise<Outcome> {
  try {
    if (request.rawBody.length > largestBody) throw new PlatformError(429, "The request body is larger than 8 MB");
    const { endpoint, params } = endpointOf(request);
    const outcome = outcomeOf(await endpoint({ ...request, params }, platform));
    noteUsage(request, platform, outcome);
    return outcome;
  } catch (error) {
    const known = error instanceof PlatformError ? error : new PlatformError(500, `Simulator fault: ${String(error)}`);
    const { providerMessage, headers } = known.more;
    const reply = errorReply(known.status, request.requestId, known.message, providerMessage);
    return { reply: { ...reply, headers: { ...reply.headers, ...headers } }, changed: false };
  }
}

/** Remembers element calls, which are what the platform counts as usage. */
function noteUsage(request: Omit<ApiRequest, "params">, platform: Platform, { reply }: Outcome): void {
  const id = reply.headers["elements-element-instance-id"];
  const instance = id === undefined ? undefined : platform.store.byId(Number(id));
  if (!instance) return;
  platform.usage.add({
    requestId: request.requestId,
    organizationId: instance.organizationId,
    instanceId: instance.id,
    elementKey: instance.elementKey,
    tags: [...instance.tags],
    method: request.method,
    path: request.path,
    status: reply.status,
    time: platform.clock.now(),
  });
}

/**
 * 404 for a path outside the API. The pages of the old user interface must not be framed (asserted by the platform makers'
 * own API tests).
 */
export function outsideTheApi(path: string, requestId: string): Outcome {
  const { status, message } = notFound("No resource found at this path");
  const reply = errorReply(status, requestId, message);
  const headers = path.startsWith("/elements/jsp/")
    ? { ...reply.headers, "x-frame-options": "SAMEORIGIN" }
    : reply.headers;
  return { reply: { ...reply, headers }, changed: false };
}
