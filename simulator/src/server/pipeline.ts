import type { IncomingMessage, ServerResponse } from "node:http";
import { delayReads, endingOf, type Moment, paceOf, waitFor } from "../faults/play";
import type { FaultRules } from "../faults/rules";
import type { Fault } from "../faults/types";
import type { Platform } from "../platform";
import { hex } from "../random";
import { largestBody, type Outcome, outsideTheApi, perform, prefix } from "./api";
import { deliver } from "./deliver";
import type { Listeners } from "./listeners";
import { commonHeaders, errorReply, type Reply } from "./reply";
import type { OpenRecord, RequestLog } from "./requestLog";

/** What a pipeline works with. */
export interface PipelineParts {
  readonly platform: Platform;
  readonly faults: FaultRules;
  readonly log: RequestLog;
  readonly onRequest: Listeners;
  readonly onCommit: Listeners;
  /** Keeps the data; resolves when everything up to now is kept. */
  readonly keep: () => Promise<void>;
  /** Hears of each request when it is over. */
  readonly finished: (record: OpenRecord) => void;
}

/** One request on its way through the pipeline. */
interface Passage {
  readonly response: ServerResponse;
  readonly record: OpenRecord;
  readonly faults: readonly Fault[];
  readonly requestId: string;
  readonly authorization: string;
  readonly body: Buffer;
}

/** Takes each request from its arrival to its answer: recording, faults, the platform's work, keeping the data. */
export class Pipeline {
  private stopped = false;
  private keptRevision = 0;

  constructor(private readonly parts: PipelineParts) {}

  /** From now on nothing changes the data any more, whatever is still waiting. */
  stop(): void {
    this.stopped = true;
  }

  /** Works one request off. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, platform, onRequest } = this.parts;
    const url = urlOf(message.url ?? "/");
    const inside = url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
    const path = (inside ? url.pathname.slice(prefix.length) : url.pathname).replace(/(.)\/+$/, "$1") || "/";
    const method = message.method ?? "GET";
    const record = log.open(message, path + url.search);
    // Matched at once, so that calls count in the order of their arrival.
    const faults = this.parts.faults.match(method, path);
    onRequest.tell({ method, path: record.path });

    const body = await readBody(message);
    if (body === undefined) return;
    log.addBody(record, body);
    const requestId = hex(platform.random, 24);
    const authorization = message.headers.authorization ?? "";
    const passage = { response, record, faults, requestId, authorization, body };

    if (await this.interrupted(passage, "beforeCommit", undefined)) return;
    const request = { method, path, query: url.searchParams, headers: message.headers, requestId, rawBody: body };
    const outcome = inside ? await perform(request, platform) : outsideTheApi(path, requestId);
    const kept = await this.commit(passage, outcome);
    if (this.stopped || (await this.interrupted(passage, "afterCommit", kept))) return;
    await deliver(response, this.finish(passage, kept), paceOf(faults), platform.clock);
    this.parts.finished(record);
  }

  /**
   * Makes what the answer tells last, and tells about a change. Reading changes the data too: it gives out ids. The answer
   * is 500 if the data cannot be kept, and what it would have told to be created is taken back.
   */
  private async commit({ record, faults, requestId }: Passage, outcome: Outcome): Promise<Reply> {
    const { store, lateness } = this.parts.platform;
    delayReads(faults, outcome, lateness);
    try {
      await this.keep();
    } catch (error) {
      const created = outcome.createdId === undefined ? undefined : store.byId(outcome.createdId);
      if (created) store.remove(created);
      return errorReply(500, requestId, `The data could not be kept: ${codeOf(error)}`);
    }
    if (outcome.changed) this.parts.onCommit.tell({ method: record.method, path: record.path });
    return outcome.reply;
  }

  private async keep(): Promise<void> {
    const { revision } = this.parts.platform.store;
    if (revision === this.keptRevision) return;
    await this.parts.keep();
    this.keptRevision = revision;
  }

  /** Plays the faults of a moment; true if one of them took over the answer. */
  private async interrupted(passage: Passage, moment: Moment, normal: Reply | undefined): Promise<boolean> {
    const { response, faults } = passage;
    await waitFor(faults, moment);
    if (this.stopped) return true;
    const ending = endingOf(faults, moment, passage);
    if (!ending) return false;
    const finish = (reply: Reply) => this.finish(passage, reply);
    await ending(response, { normal, pace: paceOf(faults), clock: this.parts.platform.clock, finish });
    this.parts.finished(passage.record);
    return true;
  }

  private finish({ record, requestId }: Passage, reply: Reply): Reply {
    record.status = reply.status;
    return { ...reply, headers: { ...commonHeaders(requestId), ...reply.headers } };
  }
}

/** The target of a request, which is a path (also one like `//`) or a whole URL; anything else counts as a path. */
function urlOf(target: string): URL {
  return URL.canParse(target) ? new URL(target) : new URL(`http://localhost${target.replace(/^(?!\/)/, "/")}`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

/** The whole body, or undefined if the client went away. What is larger than allowed is read but not kept. */
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
