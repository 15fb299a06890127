/** An answer as it goes onto the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Names of the headers that browsers may read, in the order that the platform makers' own API tests assert. */
const exposedHeaders = [
  "Elements-Returned-Count",
  "Elements-Total-Count",
  "Elements-Request-Id",
  "Elements-Next-Page-Token",
  "Elements-Trace-Id",
  "Elements-Error",
  "Content-Disposition",
].join(", ");

/** Headers of every answer. */
export function commonHeaders(requestId: string): Record<string, string> {
  return { "elements-request-id": requestId, "access-control-expose-headers": exposedHeaders };
}

/** An answer in JSON. */
export function jsonReply(status: number, json: unknown): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8" },
    body: Buffer.from(JSON.stringify(json)),
  };
}

/** The platform's error body: `providerMessage` only when the vendor caused the error (official documentation). */
export function errorReply(status: number, requestId: string, message: string, providerMessage?: string): Reply {
  return jsonReply(status, { requestId, message, ...(providerMessage === undefined ? {} : { providerMessage }) });
}

/** An answer without a body. */
export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: Buffer.alloc(0) };
}
