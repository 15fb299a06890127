import { STATUS_CODES } from "node:http";
import { Refusal } from "../refusal";
import type { Call, Result } from "../server/call";
import { deliverHuge, stallInBody, truncate } from "../server/deliver";
import type { Exchange } from "../server/exchange";
import { errorReply, jsonReply, type Reply } from "../server/reply";
import type { Lateness } from "./lateness";
import type { Fault, StatusFault } from "./types";

/** A moment at which faults may interrupt a request. */
export type Moment = "beforeCommit" | "afterCommit";

function momentOf(fault: Fault): Moment {
  if (fault.kind === "redirect") return "beforeCommit";
  if (fault.kind === "close") return fault.when;
  if (fault.kind === "status" || fault.kind === "hold") return fault.when ?? "beforeCommit";
  return "afterCommit";
}

/** Waits for the promise that holds the request at this moment; a rejected promise stops holding it. */
export async function waitFor(faults: readonly Fault[], moment: Moment): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === "hold" && momentOf(fault) === moment) await fault.until.catch(() => undefined);
  }
}

/** Lets reads lag behind a request that created or removed an instance. */
export function delayReads(faults: readonly Fault[], { created, removed }: Result, lateness: Lateness): void {
  for (const fault of faults) {
    if (fault.kind === "lateVisibility" && created) lateness.hide(created, fault);
    if (fault.kind === "lateRemoval" && removed) lateness.linger(removed, fault);
  }
}

/**
 * Lets the first fault that can take over the response at this moment do so. False if there is none.
 * @param normal the normal response; only after the commit
 */
export async function takeOver(exchange: Exchange, moment: Moment, normal?: Reply): Promise<boolean> {
  for (const fault of exchange.faults) {
    if (momentOf(fault) === moment && (await respond(fault, exchange, normal))) return true;
  }
  return false;
}

/** Responds as the fault requires; false if it does not affect the response. */
async function respond(fault: Fault, exchange: Exchange, normal: Reply | undefined): Promise<boolean> {
  const { response } = exchange;
  const anything = jsonReply(200, {});
  switch (fault.kind) {
    case "close":
      response.socket?.destroy();
      return true;
    case "status":
      await exchange.send(statusReply(fault, exchange.call));
      return true;
    case "redirect":
      await exchange.send(reply(fault.status ?? 302, "", { location: fault.location }));
      return true;
    case "stall":
      if (fault.when === "inBody") stallInBody(response, exchange.finish(normal ?? anything));
      return true;
    case "truncated":
      truncate(response, exchange.finish(normal ?? anything));
      return true;
    case "malformed":
      await exchange.send({ ...anything, body: Buffer.from(fault.body ?? '{"id": 12345, "name": ') });
      return true;
    case "body":
      await exchange.send(
        reply(fault.status ?? 200, fault.body, { "content-type": "application/json", ...fault.headers }),
      );
      return true;
    case "hugeBody":
      await deliverHuge(response, exchange.finish(anything).headers, fault.bytes);
      return true;
    default:
      return false;
  }
}

function reply(status: number, body: string | Uint8Array, headers: Reply["headers"]): Reply {
  return { status, headers, body: Buffer.from(body) };
}

function statusReply(fault: StatusFault, call: Call): Reply {
  const retryAfter = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  const { headers, ...rest } = statusBody(fault, call);
  return { ...rest, headers: { ...headers, ...retryAfter, ...fault.headers } };
}

function statusBody({ status, body = "json", ...fault }: StatusFault, { headers, rawBody, requestId }: Call): Reply {
  const echo = fault.echoRequest ? ` (${headers.authorization ?? ""}: ${rawBody.toString("utf8")})` : "";
  const message = (fault.message ?? STATUS_CODES[status] ?? `Status ${status}`) + echo;
  if (typeof body === "object") return jsonReply(status, body);
  if (body === "empty") return reply(status, "", {});
  if (body === "html") {
    const page = `<html><head><title>${status}</title></head><body><h1>${message}</h1></body></html>`;
    return reply(status, page, { "content-type": "text/html" });
  }
  if (body !== "json") return reply(status, body + echo, { "content-type": "text/plain" });
  const { providerMessage } = fault;
  return errorReply(new Refusal(status, message, providerMessage === undefined ? {} : { providerMessage }), requestId);
}
