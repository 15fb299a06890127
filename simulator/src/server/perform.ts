import { Refusal } from "../refusal";
import type { Call, Result } from "./call";
import { errorReply, type Reply, resultReply } from "./reply";
import { type Route, unknownPath } from "./router";

/** The result of a request. */
export type Performed = Pick<Result, "created" | "removed"> & { readonly reply: Reply };

/** The prefix of the API's paths. */
export const prefix = "/elements/api-v2";

/** Largest body, in bytes; the official documentation says 429 for a larger one. */
export const largestBody = 8 * 1024 * 1024;

/** 404 outside the API. Pages of the old user interface must not be framed (asserted by the makers' own API tests). */
function outsideTheApi(path: string): Refusal {
  const framing = path.startsWith("/elements/jsp/") ? { "x-frame-options": "SAMEORIGIN" } : {};
  return new Refusal(404, unknownPath().message, { headers: framing });
}

/** Works on a request, whose path may lie outside the API, and says how to respond; never throws. */
export async function perform(call: Call, route: Route, outside: boolean): Promise<Performed> {
  try {
    if (outside) throw outsideTheApi(call.path);
    if (call.rawBody.length > largestBody) throw new Refusal(429, "The request body is larger than 8 MB");
    const { handler, params } = route(call);
    const result = await handler({ ...call, params });
    return { ...result, reply: resultReply(result) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, `Simulator fault: ${String(error)}`);
    return { reply: errorReply(refusal, call.requestId) };
  }
}
