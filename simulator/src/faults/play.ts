import type { ServerResponse } from "node:http";
import type { Clock } from "../clock";
import { deliver, deliverHuge, type Pace, stallInBody, truncate } from "../server/deliver";
import { jsonReply, type Reply } from "../server/reply";
import type { InstanceRecord } from "../store/instanceRecord";
import type { Lateness } from "./lateness";
import { type MetRequest, statusReply } from "./statusReply";
import type { Fault } from "./types";

/** A moment at which faults may interrupt a request. */
export type Moment = "beforeCommit" | "afterCommit";

/** Takes over the answer of a request. Tells the status as soon as it is known that headers go out. */
export type Ending = (response: ServerResponse, out: Outlet) => void | Promise<void>;

/** How an ending reaches the wire. */
interface Outlet {
  /** The answer that would have gone out; after the commit only. */
  readonly normal: Reply | undefined;
  readonly pace: Pace;
  readonly clock: Clock;
  /** Adds the headers that every answer has, and notes that there is an answer with this status. */
  finish(reply: Reply): Reply;
}

function momentOf(fault: Fault): Moment {
  if (fault.kind === "redirect") return "beforeCommit";
  if (fault.kind === "close") return fault.when;
  if (fault.kind === "status" || fault.kind === "hold") return fault.when ?? "beforeCommit";
  return "afterCommit";
}

/** How slow the faults make the answer. */
export function paceOf(faults: readonly Fault[]): Pace {
  let beforeHeaders = 0;
  let overBody = 0;
  for (const fault of faults) {
    if (fault.kind === "slowHeaders") beforeHeaders += fault.ms;
    if (fault.kind === "slowBody") overBody += fault.ms;
  }
  return { beforeHeaders, overBody };
}

/** Waits for what holds the request at this moment; a promise that fails holds no longer. */
export async function waitFor(faults: readonly Fault[], moment: Moment): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === "hold" && momentOf(fault) === moment) await fault.until.catch(() => undefined);
  }
}

/** Lets reads lag behind a request that created or removed an instance. */
export function delayReads(
  faults: readonly Fault[],
  { createdId, removed }: { readonly createdId?: number; readonly removed?: InstanceRecord },
  lateness: Lateness,
): void {
  for (const fault of faults) {
    if (fault.kind === "lateVisibility" && createdId !== undefined) lateness.hide(createdId, fault);
    if (fault.kind === "lateRemoval" && removed) lateness.linger(removed, fault);
  }
}

/** The first fault that takes over the answer at this moment. */
export function endingOf(faults: readonly Fault[], moment: Moment, request: MetRequest): Ending | undefined {
  for (const fault of faults) {
    const ending = momentOf(fault) === moment ? toEnding(fault, request) : undefined;
    if (ending) return ending;
  }
  return undefined;
}

function answerWith(reply: Reply): Ending {
  return (response, out) => deliver(response, out.finish(reply), out.pace, out.clock);
}

function toEnding(fault: Fault, request: MetRequest): Ending | undefined {
  const anything = jsonReply(200, {});
  switch (fault.kind) {
    case "close":
      return (response) => void response.socket?.destroy();
    case "status":
      return answerWith(statusReply(fault, request));
    case "redirect":
      return answerWith({
        status: fault.status ?? 302,
        headers: { location: fault.location },
        body: Buffer.alloc(0),
      });
    case "stall":
      if (fault.when === "beforeHeaders") return () => undefined;
      return (response, out) => stallInBody(response, out.finish(out.normal ?? anything));
    case "truncated":
      return (response, out) => truncate(response, out.finish(out.normal ?? anything));
    case "malformed":
      return answerWith({ ...anything, body: Buffer.from(fault.body ?? '{"id": 12345, "name": ') });
    case "body":
      return answerWith({
        status: fault.status ?? 200,
        headers: { "content-type": "application/json", ...fault.headers },
        body: Buffer.from(fault.body),
      });
    case "hugeBody":
      return (response, out) => deliverHuge(response, out.finish(anything).headers, fault.bytes);
    default:
      return undefined;
  }
}
