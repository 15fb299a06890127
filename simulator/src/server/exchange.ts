import type { ServerResponse } from "node:http";
import type { RecordedRequest } from "../api";
import type { Fault } from "../faults/types";
import type { Call } from "./call";
import { deliver } from "./deliver";
import { commonHeaders, type Reply } from "./reply";

/** A request that is being recorded: its body and status are added later. */
export interface OpenRecord extends RecordedRequest {
  body: unknown;
  status: number | undefined;
}

/** A request, and how its response is sent. */
export class Exchange {
  constructor(
    readonly call: Call,
    readonly response: ServerResponse,
    readonly record: OpenRecord,
    /** The faults that the request meets, in the order of their rules. */
    readonly faults: readonly Fault[],
  ) {}

  /** Adds the headers that every response has, and records that there is one. */
  finish(reply: Reply): Reply {
    this.record.status = reply.status;
    return { ...reply, headers: { ...commonHeaders(this.call.requestId), ...reply.headers } };
  }

  /** Sends a response, as slowly as the faults require. */
  send(reply: Reply): Promise<void> {
    const sum = (kind: "slowHeaders" | "slowBody") =>
      this.faults.reduce((ms, fault) => ms + (fault.kind === kind ? fault.ms : 0), 0);
    const pace = { beforeHeaders: sum("slowHeaders"), overBody: sum("slowBody") };
    return deliver(this.response, this.finish(reply), pace, this.call.platform.clock);
  }
}
