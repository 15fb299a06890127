import type { Refusal } from "../refusal";
import type { Result } from "./call";

/** A response as it goes onto the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Names of the headers that browsers may read, in the order that the platform makers' own API tests assert. */
const exposedHeaders =
  "Elements-Returned-Count, Elements-Total-Count, Elements-Request-Id, Elements-Next-Page-Token, " +
  "Elements-Trace-Id, Elements-Error, Content-Disposition";

/** Headers of every response. */
export function commonHeaders(requestId: string): Record<string, string> {
  return { "elements-request-id": requestId, "access-control-expose-headers": exposedHeaders };
}

/** A response in JSON. */
export function jsonReply(status: number, json: unknown, headers: Reply["headers"] = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: Buffer.from(JSON.stringify(json)),
  };
}

/** The response to a request that was served. */
export function resultReply({ json, headers = {} }: Result): Reply {
  return json === undefined ? { status: 200, headers, body: Buffer.alloc(0) } : jsonReply(200, json, headers);
}

/** The platform's error body: `providerMessage` only when the vendor caused the error (official documentation). */
export function errorReply({ status, message, more: { headers, ...more } }: Refusal, requestId: string): Reply {
  return jsonReply(status, { requestId, message, ...more }, headers);
}
