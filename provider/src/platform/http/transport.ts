import type { Dispatcher } from "undici";
import type { Redactor } from "../../redaction/redactor";
import { type Clock, type Deadline, humanDuration } from "../../util/clock";
import { CancelledError, NetworkError, PlatformError, RuntimeError, TimeLimitError } from "../errors";
import { type Agents, newAgents } from "./agents";
import { Exchange, type HttpResponse } from "./exchange";
import { Limiter } from "./limiter";
import { networkReason } from "./networkReason";
import { Pause, parseRetryAfter } from "./pause";
import { type RuntimeVersions, runtimeProblem } from "./runtime";

/** One request to the platform. */
export interface Request {
  readonly verb: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** After the base URL, without the query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether the request, once it was sent, is finished in spite of the signal. Default: false. */
  readonly finishOnceSent?: boolean;
  /** The Authorization header's value. Secret. */
  readonly authorization: string;
}

/** Milliseconds for one try that only reads or deletes. */
const SHORT_TRY = 30_000;
/** Milliseconds for one try that may make the platform authenticate with the vendor, which takes 8 to 26 s. */
const LONG_TRY = 120_000;

/** How a transport sends requests. */
export interface TransportSettings {
  /** How many reads (GET), and how many writes (every other verb), may run at once; at least 1. */
  readonly maxConcurrentRequests: number;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** The User-Agent header's value. */
  readonly userAgent: string;
  /** What runs this process. Default: what `process.versions` says. */
  readonly versions?: RuntimeVersions;
}

/**
 * Sends single requests to one base URL: without retries or redirects, limited in size, time and number. They pause
 * together when the platform asks one of them to wait.
 */
export class Transport {
  private agents: Agents | undefined;
  private readonly pause: Pause;
  private readonly limiter: Limiter;
  private readonly url: URL;

  constructor(
    private readonly baseUrl: string,
    private readonly settings: TransportSettings,
  ) {
    this.url = new URL(baseUrl);
    this.pause = new Pause(settings.clock);
    this.limiter = new Limiter(settings.maxConcurrentRequests, this.pause, settings.clock);
  }

  /**
   * @param signal ends the wait for a free slot, and the request itself unless it is to be finished
   * @throws NetworkError without a complete response; TimeLimitError if the deadline passed before the request was
   *   sent; CancelledError after the signal
   */
  async send(request: Request, deadline: Deadline, signal?: AbortSignal): Promise<HttpResponse> {
    const tooLate = () => this.tooLate(request, deadline);
    const cancelled = () => new CancelledError(request, "nothingDone");
    // Nobody waits for the end of a pause that comes too late.
    if (this.pause.remaining() >= deadline.remaining()) throw tooLate();
    const lane = request.verb === "GET" ? "read" : "write";
    const limits = { deadline, tooLate, signal, cancelled };
    return this.limiter.run(
      lane,
      async () => {
        const response = await this.try(request, deadline, signal);
        const retryAfter = parseRetryAfter(response.headers["retry-after"], this.settings.clock.now());
        this.pause.note(response.status, retryAfter);
        return response;
      },
      limits,
    );
  }

  private tooLate(request: Request, deadline: Deadline): TimeLimitError {
    const total = humanDuration(deadline.total);
    const pause = this.pause.remaining();
    const until = new Date(this.settings.clock.now() + pause).toISOString();
    const why =
      pause === 0
        ? `the operation's timeout of ${total} has expired${deadline.moreTime(". Allow")}`
        : `the platform limits requests, and asks to wait longer than the operation's timeout of ${total}: try again ` +
          `after ${until}${deadline.moreTime(", or allow")}`;
    return new TimeLimitError(`${request.verb} ${request.path} was not sent: ${why}`, {
      ...request,
      outcome: "nothingDone",
      transient: false,
    });
  }

  private async try(request: Request, deadline: Deadline, signal: AbortSignal | undefined): Promise<HttpResponse> {
    if (signal?.aborted) throw new CancelledError(request, "nothingDone");
    this.checkRuntime(request);
    const limit = Math.max(1, longestTry(request.verb, deadline.remaining()));
    let stop: () => void = () => undefined;
    let timer: NodeJS.Timeout | undefined;
    let sent = () => false;
    try {
      const exchange = new Exchange(this.dispatcher(request.verb), this.onTheWire(request));
      sent = () => exchange.sent;
      timer = setTimeout(() => exchange.stop(noResponse(request, limit, deadline)), limit);
      stop = () => exchange.stop(new CancelledError(request, exchange.sent ? "unknown" : "nothingDone"));
      if (request.finishOnceSent !== true) signal?.addEventListener("abort", stop);
      return await exchange.response;
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      const { reason, outcome, transient } = networkReason(error, this.baseUrl, sent(), this.settings.redactor);
      throw new NetworkError(`${request.verb} ${request.path}: ${reason}`, { ...request, outcome, transient });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  /** Before the HTTP library is loaded, since that already fails where it cannot run. */
  private checkRuntime(request: Request): void {
    const problem = runtimeProblem(this.settings.versions ?? process.versions, process.execPath);
    if (problem === undefined) return;
    const failure = { ...request, outcome: "nothingDone", transient: false } as const;
    throw new RuntimeError(`${request.verb} ${request.path} was not sent: ${problem}`, failure);
  }

  private onTheWire({ verb, path, query, authorization, body }: Request): Dispatcher.DispatchOptions {
    const search = query === undefined ? "" : new URLSearchParams(query).toString();
    return {
      origin: this.url.origin,
      path: `${this.url.pathname}${path}${search === "" ? "" : `?${search}`}`,
      method: verb,
      headers: {
        authorization,
        accept: "application/json",
        "user-agent": this.settings.userAgent,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    };
  }

  /** Created on demand, so that with an invalid HTTPS_PROXY the request fails, and nothing else. */
  private dispatcher(verb: Request["verb"]): Dispatcher {
    this.agents ??= newAgents(this.baseUrl);
    return verb === "POST" ? this.agents.fresh : this.agents.kept;
  }
}

function noResponse(request: Request, limit: number, deadline: Deadline): NetworkError {
  const moreTime = deadline.moreTime("; allow");
  return new NetworkError(
    `${request.verb} ${request.path}: no complete response within ${humanDuration(limit)}. ` +
      `Check the network and the platform's status${moreTime === "" ? "" : `${moreTime} if it is only slow`}`,
    { ...request, outcome: "unknown", transient: true },
  );
}

function longestTry(verb: Request["verb"], remaining: number): number {
  if (verb === "GET" || verb === "DELETE") return Math.min(SHORT_TRY, remaining);
  // After a POST without a response, there must be time to look for its instance. Other requests are simply sent again.
  return Math.min(LONG_TRY, verb === "POST" ? Math.ceil((remaining * 2) / 3) : remaining);
}
