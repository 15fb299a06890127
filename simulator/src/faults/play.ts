import { type ServerResponse, STATUS_CODES } from "node:http";
import { Refusal } from "../refusal";
import type { Call, Result } from "../server/call";
import { deliver, deliverHuge, type Pace, stallInBody, truncate } from "../server/deliver";
import { errorReply, jsonReply, type Reply } from "../server/reply";
import type { Lateness } from "./lateness";
import type { Fault, StatusFault } from "./types";

/** A moment at which faults may interrupt a request. */
export type Moment = "beforeCommit" | "afterCommit";

/** How a fault that takes over a response reaches the wire. */
export interface Outlet {
  readonly call: Call;
  readonly response: ServerResponse;
  /** The response that would have gone out; after the commit only. */
  readonly normal: Reply | undefined;
  readonly pace: Pace;
  /** To be called with what goes out: adds the headers that every response has, and records its status. */
  readonly finish: (reply: Reply) => Reply;
}

function momentOf(fault: Fault): Moment {
  if (fault.kind === "redirect") return "beforeCommit";
  if (fault.kind === "close") return fault.when;
  if (fault.kind === "status" || fault.kind === "hold") return fault.when ?? "beforeCommit";
  return "afterCommit";
}

/** How slow the faults make the response. */
export function paceOf(faults: readonly Fault[]): Pace {
  const sum = (kind: "slowHeaders" | "slowBody") =>
    faults.reduce((ms, fault) => ms + (fault.kind === kind ? fault.ms : 0), 0);
  return { beforeHeaders: sum("slowHeaders"), overBody: sum("slowBody") };
}

/** Waits for what holds the request at this moment; a promise that fails holds it no longer. */
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

/** Lets the first fault that can, take over the response at this moment; false if there is none. */
export async function takeOver(faults: readonly Fault[], moment: Moment, outlet: Outlet): Promise<boolean> {
  for (const fault of faults) {
    if (momentOf(fault) === moment && (await respond(fault, outlet))) return true;
  }
  return false;
}

/** Responds as the fault wants; false if it leaves that to others. */
async function respond(fault: Fault, { call, response, normal, pace, finish }: Outlet): Promise<boolean> {
  const anything = jsonReply(200, {});
  const send = (reply: Reply) => deliver(response, finish(reply), pace, call.platform.clock);
  switch (fault.kind) {
    case "close":
      response.socket?.destroy();
      return true;
    case "status":
      await send(statusReply(fault, call));
      return true;
    case "redirect":
      await send(reply(fault.status ?? 302, "", { location: fault.location }));
      return true;
    case "stall":
      if (fault.when === "inBody") stallInBody(response, finish(normal ?? anything));
      return true;
    case "truncated":
      truncate(response, finish(normal ?? anything));
      return true;
    case "malformed":
      await send({ ...anything, body: Buffer.from(fault.body ?? '{"id": 12345, "name": ') });
      return true;
    case "body":
      await send(reply(fault.status ?? 200, fault.body, { "content-type": "application/json", ...fault.headers }));
      return true;
    case "hugeBody":
      await deliverHuge(response, finish(anything).headers, fault.bytes);
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
