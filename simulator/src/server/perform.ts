import { Refusal } from "../refusal";
import { bareElementRoutes, elementRoutes, platformRoutes } from "../routes/routes";
import { elementCall } from "./access";
import { readAuthorization } from "./authorization";
import type { Call, Result } from "./call";
import { errorReply, type Reply, resultReply } from "./reply";
import { Router, unknownPath } from "./router";

/** The result of a request. */
export type Performed = Pick<Result, "created" | "removed"> & { readonly reply: Reply };

/** The prefix of the API's paths. */
export const prefix = "/elements/api-v2";

/** Largest body, in bytes; the official documentation says 429 for a larger one. */
export const largestBody = 8 * 1024 * 1024;

const routers = [new Router(platformRoutes), new Router(elementRoutes)];
const bareRouter = new Router(bareElementRoutes);

function routeOf({ method, path, headers }: Call) {
  const { Element } = readAuthorization(headers);
  for (const router of Element === undefined ? routers : [...routers, bareRouter]) {
    const found = router.find(method, path);
    if (found) return found;
  }
  throw unknownPath();
}

/** An unserved element call checks the credentials first, like a served one: a choice. */
function routeOrRefusal(call: Call) {
  try {
    return routeOf(call);
  } catch (error) {
    if (!call.path.startsWith("/hubs/")) throw error;
    return { handler: elementCall(() => Promise.reject(error)), params: {} };
  }
}

/** 404 outside the API. Pages of the old user interface must not be framed (asserted by the makers' own API tests). */
function outsideTheApi(path: string): Refusal {
  const framing = path.startsWith("/elements/jsp/") ? { "x-frame-options": "SAMEORIGIN" } : {};
  return new Refusal(404, unknownPath().message, { headers: framing });
}

/** Works on a request, whose path may lie outside the API, and says how to respond; never throws. */
export async function perform(call: Call, outside: boolean): Promise<Performed> {
  try {
    if (outside) throw outsideTheApi(call.path);
    if (call.rawBody.length > largestBody) throw new Refusal(429, "The request body is larger than 8 MB");
    const { handler, params } = routeOrRefusal(call);
    const result = await handler({ ...call, params });
    return { ...result, reply: resultReply(result) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, `Simulator fault: ${String(error)}`);
    return { reply: errorReply(refusal, call.requestId) };
  }
}
