import { type Dispatcher, request as send } from "undici";
import { type Agents, newAgents } from "./agents";
import { type Clock, type Deadline, humanDuration } from "./clock";
import { NetworkError, TimeLimitError } from "./errors";
import { Limiter } from "./limiter";
import { networkReason } from "./networkReason";
import type { Redactor } from "./redaction";

/** One request to the platform. */
export interface Request {
  readonly verb: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** After the base URL, without the query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The Authorization header's value. Secret. */
  readonly authorization: string;
}

/** An answer of whatever status; header names in lower case, the first value each. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds for one try that only reads or deletes. */
const SHORT_TRY = 30_000;
/** Milliseconds for one try that may make the platform authenticate with the vendor, which takes 8 to 26 s. */
const LONG_TRY = 120_000;

/** How a transport sends requests, besides where to. */
export interface TransportSettings {
  /** How many reads (GET), and how many writes (every other verb), may be under way at once; at least 1. */
  readonly maxConcurrentRequests: number;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** The User-Agent header's value. */
  readonly userAgent: string;
}

/** Sends single requests to one base URL: no retries, no redirects, bounded in size, time and number. */
export class Transport {
  private agents: Agents | undefined;
  private readonly limiter: Limiter;

  constructor(
    private readonly baseUrl: string,
    private readonly settings: TransportSettings,
  ) {
    this.limiter = new Limiter(settings.maxConcurrentRequests);
  }

  /**
   * @throws NetworkError without a complete answer; TimeLimitError where the deadline came before the request was sent
   */
  send(request: Request, deadline: Deadline): Promise<Answer> {
    const tooLate = () =>
      new TimeLimitError(
        `${request.verb} ${request.path} was not sent: the ${humanDuration(deadline.total)} of this operation are over. ` +
          "Allow more time with customTimeouts",
        { ...request, outcome: "nothingDone", transient: false },
      );
    if (deadline.remaining() === 0) return Promise.reject(tooLate());
    const lane = request.verb === "GET" ? "read" : "write";
    return this.limiter.run(lane, () => this.try(request, deadline), { deadline, tooLate });
  }

  private async try(request: Request, deadline: Deadline): Promise<Answer> {
    const limit = Math.max(1, longestTry(request.verb, deadline.remaining()));
    const abort = new AbortController();
    const timeout = Symbol("timeout");
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<typeof timeout>((resolve) => {
      timer = setTimeout(() => resolve(timeout), limit);
    });
    try {
      const exchange = this.exchange(request, abort.signal);
      const first = await Promise.race([exchange, timedOut]);
      if (first !== timeout) return first;
      exchange.catch(() => undefined);
      throw new NetworkError(
        `${request.verb} ${request.path}: no complete answer within ${humanDuration(limit)}. ` +
          "Check the network and the platform's status; allow more time with customTimeouts if it is only slow",
        { ...request, outcome: "open", transient: true },
      );
    } catch (error) {
      if (error instanceof NetworkError) throw error;
      const { reason, outcome, transient } = networkReason(error, this.baseUrl);
      throw new NetworkError(`${request.verb} ${request.path}: ${this.settings.redactor.quote(reason)}`, {
        ...request,
        outcome,
        transient,
      });
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
  }

  private async exchange(request: Request, signal: AbortSignal): Promise<Answer> {
    const query = request.query === undefined ? "" : `?${new URLSearchParams(request.query)}`;
    const { statusCode, headers, body } = await send(`${this.baseUrl}${request.path}${query}`, {
      method: request.verb,
      dispatcher: this.dispatcher(request.verb),
      signal,
      headers: {
        authorization: request.authorization,
        accept: "application/json",
        "user-agent": this.settings.userAgent,
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    });
    return { status: statusCode, headers: firstValues(headers), body: await body.text() };
  }

  /** Made when it is needed: with an HTTPS_PROXY that is no URL, it is the request that fails. */
  private dispatcher(verb: Request["verb"]): Dispatcher {
    this.agents ??= newAgents(this.baseUrl);
    return verb === "POST" ? this.agents.fresh : this.agents.kept;
  }
}

function longestTry(verb: Request["verb"], remaining: number): number {
  if (verb === "GET" || verb === "DELETE") return Math.min(SHORT_TRY, remaining);
  // After a POST without an answer there has to be time to look what became of it. Others are simply sent again.
  return Math.min(LONG_TRY, verb === "POST" ? Math.ceil((remaining * 2) / 3) : remaining);
}

function firstValues(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) result[name] = first;
  }
  return result;
}
