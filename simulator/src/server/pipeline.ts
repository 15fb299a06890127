import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RecordedRequest } from "../api";
import { delayReads, type Moment, takeOver, waitFor } from "../faults/play";
import type { FaultRules } from "../faults/rules";
import type { SimulatedPlatform } from "../platform";
import { hex } from "../random";
import { Refusal } from "../refusal";
import { Exchange, type OpenRecord } from "./exchange";
import { largestBody, type Performed, perform, prefix } from "./perform";
import { errorReply, type Reply } from "./reply";
import type { Route } from "./router";
import type { RequestScrubber } from "./scrubber";

/** What a pipeline works with. */
export interface PipelineParts {
  readonly platform: SimulatedPlatform;
  readonly route: Route;
  readonly faults: FaultRules;
  readonly scrubber: RequestScrubber;
  /** Emits "request" for each request that arrives, and "commit" for each that has changed the data. */
  readonly events: EventEmitter;
  /** Where requests are recorded; undefined if they are not. */
  readonly requests: RecordedRequest[] | undefined;
  /** Saves the data; resolves when everything up to now is saved. */
  readonly save: () => Promise<void>;
  /** Called with each request when it is over. */
  readonly finished: (record: RecordedRequest) => void;
}

/** Handles each request from arrival to response: recording, faults, the platform's work, saving the data. */
export class Pipeline {
  private stopped = false;
  private savedRevision = 0;

  constructor(private readonly parts: PipelineParts) {}

  /** From now on nothing changes the data, even if requests are still waiting. */
  stop(): void {
    this.stopped = true;
  }

  /** Handles one request. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { scrubber, platform, events, requests, finished } = this.parts;
    const { method = "GET", headers } = message;
    const { inside, path, url } = target(message.url ?? "/");
    const scrubbed = { path: scrubber.path(path + url.search), headers: scrubber.headers(headers) };
    const record: OpenRecord = { method, ...scrubbed, body: undefined, status: undefined, at: platform.clock.now() };
    requests?.push(record);
    // Matched at once, so that calls count in the order of their arrival.
    const faults = this.parts.faults.match(method, path);
    events.emit("request", { method, path: record.path });

    const rawBody = await readBody(message);
    if (rawBody === undefined) return;
    record.body = scrubber.body(rawBody);
    const requestId = hex(platform.random, 24);
    const call = { platform, method, path, query: url.searchParams, headers, params: {}, requestId, rawBody };
    const exchange = new Exchange(call, response, record, faults);

    if (await this.interrupted(exchange, "beforeCommit")) return;
    const { revision } = platform.store;
    const performed = await perform(call, this.parts.route, !inside);
    const changed = method !== "GET" && performed.reply.status < 400 && platform.store.revision !== revision;
    const reply = await this.commit(exchange, performed, changed);
    if (this.stopped || (await this.interrupted(exchange, "afterCommit", reply))) return;
    await exchange.send(reply);
    finished(record);
  }

  /**
   * Saves the data before the response, and tells listeners about a change. Reading changes the data too, since it
   * assigns ids. If the data cannot be saved, the response is 500, and a created instance is removed again.
   */
  private async commit({ call, record, faults }: Exchange, performed: Performed, changed: boolean): Promise<Reply> {
    const { store, lateness } = call.platform;
    delayReads(faults, performed, lateness);
    try {
      await this.save();
    } catch (error) {
      if (performed.created) store.remove(performed.created);
      const code = error instanceof Error && "code" in error ? error.code : "unknown error";
      return errorReply(new Refusal(500, `The data could not be saved: ${code}`), call.requestId);
    }
    if (changed) this.parts.events.emit("commit", { method: record.method, path: record.path });
    return performed.reply;
  }

  private async save(): Promise<void> {
    const { revision } = this.parts.platform.store;
    if (revision === this.savedRevision) return;
    await this.parts.save();
    this.savedRevision = revision;
  }

  /** Plays the faults of a moment; true if one of them took over the response. */
  private async interrupted(exchange: Exchange, moment: Moment, normal?: Reply): Promise<boolean> {
    await waitFor(exchange.faults, moment);
    if (this.stopped) return true;
    if (!(await takeOver(exchange, moment, normal))) return false;
    this.parts.finished(exchange.record);
    return true;
  }
}

/** The target of a request, which is a path (even one like `//`) or a whole URL; anything else counts as a path. */
function target(text: string): { inside: boolean; path: string; url: URL } {
  const url = URL.canParse(text) ? new URL(text) : new URL(`http://localhost${text.replace(/^(?!\/)/, "/")}`);
  const inside = url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
  const path = inside ? url.pathname.slice(prefix.length) : url.pathname;
  return { inside, path: path.replace(/(.)\/+$/, "$1") || "/", url };
}

/** The whole body, or undefined if the client disconnected. A body that is too large is read but not kept. */
function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on("data", (chunk: Buffer) => {
      if (length <= largestBody) chunks.push(chunk);
      length += chunk.length;
    });
    message.once("end", () => resolve(Buffer.concat(chunks)));
    message.once("close", () => resolve(message.complete ? Buffer.concat(chunks) : undefined));
    message.once("error", () => resolve(undefined));
  });
}
