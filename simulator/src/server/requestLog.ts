import type { IncomingMessage } from "node:http";
import type { RecordedRequest } from "../api";
import { RequestScrubber } from "./scrubbing";

/** A request that is being recorded: its body and status come later than the rest. */
export interface OpenRecord extends RecordedRequest {
  body: unknown;
  status: number | undefined;
}

/** Records requests without their secrets. */
export class RequestLog {
  readonly requests: RecordedRequest[] = [];
  private readonly scrubber: RequestScrubber;

  constructor(
    secrets: ReadonlySet<string>,
    private readonly now: () => Date,
    private readonly keep: boolean,
  ) {
    this.scrubber = new RequestScrubber(secrets);
  }

  /** Records a request that has just arrived. */
  open(message: IncomingMessage, path: string): OpenRecord {
    const record: OpenRecord = {
      method: message.method ?? "",
      path: this.scrubber.path(path),
      headers: this.scrubber.headers(message.headers),
      body: undefined,
      status: undefined,
      at: this.now(),
    };
    if (this.keep) this.requests.push(record);
    return record;
  }

  /** Adds the body, now that it is there. */
  addBody(record: OpenRecord, raw: Buffer): void {
    record.body = this.scrubber.body(raw);
  }
}
