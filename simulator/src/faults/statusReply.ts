import { STATUS_CODES } from "node:http";
import { errorReply, jsonReply, type Reply } from "../server/reply";
import type { StatusFault } from "./types";

/** What the fault looks at of the request that it meets. */
export interface MetRequest {
  readonly requestId: string;
  readonly authorization: string;
  readonly body: Buffer;
}

/** The answer of a status fault. */
export function statusReply(fault: StatusFault, request: MetRequest): Reply {
  const reply = bodyOf(fault, request);
  const retryAfter = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  return { ...reply, headers: { ...reply.headers, ...retryAfter, ...fault.headers } };
}

function bodyOf(fault: StatusFault, request: MetRequest): Reply {
  const { status, body = "json" } = fault;
  const echo = fault.echoRequest ? ` (${request.authorization}: ${request.body.toString("utf8")})` : "";
  const message = (fault.message ?? STATUS_CODES[status] ?? `Status ${status}`) + echo;
  if (typeof body === "object") return jsonReply(status, body);
  if (body === "json") return errorReply(status, request.requestId, message, fault.providerMessage);
  const headers = { "content-type": body === "html" ? "text/html" : "text/plain" };
  if (body === "empty") return { status, headers: {}, body: Buffer.alloc(0) };
  if (body !== "html") return { status, headers, body: Buffer.from(body + echo) };
  const page = `<html><head><title>${status}</title></head><body><h1>${message}</h1></body></html>`;
  return { status, headers, body: Buffer.from(page) };
}
