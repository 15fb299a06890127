/**
 * What a failed request says about the work it requested:
 * - `nothingDone`: the platform did not do it, and it may be asked again (never reached, 429, 503 with Retry-After);
 * - `refused`: it did not do it and would not do it next time either (4xx, redirects);
 * - `platformError`: the platform itself says that it failed, for example because the vendor refused the keys; some
 *   elements keep the instance anyway (platform makers' own API tests), so create looks once more;
 * - `unknown`: it may or may not be done (connection lost after the request was sent, timeout, gateway errors,
 *   unreadable response).
 */
export type Outcome = "nothingDone" | "refused" | "platformError" | "unknown";

/** What can go wrong with a request. Each code is a heading in docs/errors.md, to which messages lead. */
export const PLATFORM_CODES = [
  "no-response",
  "unsupported-runtime",
  "error-response",
  "not-found",
  "unreadable-response",
  "timeout",
  "retry-later",
  "cancelled",
] as const;

/** The code of a `PlatformError`. */
export type PlatformCode = (typeof PLATFORM_CODES)[number];

/** What is known about every failed request. All texts are redacted before they come here. */
export interface RequestFailure {
  readonly verb: string;
  /** The path after `/elements/api-v2`, without the query. */
  readonly path: string;
  readonly outcome: Outcome;
  /** Whether retrying makes sense, if the request may be repeated. */
  readonly transient: boolean;
  /** How long the platform asked to wait, in milliseconds, if it did. */
  readonly retryAfter?: number | undefined;
}

/** A request to the platform failed. Messages hold verb, path, reason and the next step, and never a secret. */
export abstract class PlatformError extends Error implements RequestFailure {
  /** Public, as the anchor of the page that explains the error. */
  abstract readonly code: PlatformCode;
  readonly verb: string;
  readonly path: string;
  /** Covers all tries of the request: `withRetries` sets it to `unknown` if an earlier try may have been done. */
  outcome: Outcome;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;

  constructor(message: string, failure: RequestFailure) {
    super(message);
    this.name = new.target.name;
    this.verb = failure.verb;
    this.path = failure.path;
    this.outcome = failure.outcome;
    this.transient = failure.transient;
    this.retryAfter = failure.retryAfter;
  }
}

/** No response, or only part of one: connection, DNS, TLS, proxy, timeout of one try, size limit. */
export class NetworkError extends PlatformError {
  readonly code = "no-response";
}

/** The Node.js that runs this process is too old, or it is another runtime: nothing can be sent. */
export class RuntimeError extends PlatformError {
  readonly code = "unsupported-runtime";
}

/** The platform, or something in front of it, returned an error status or a redirect. */
export class ResponseError extends PlatformError {
  readonly code: PlatformCode = "error-response";
  readonly status: number;
  /** What the platform's support asks for; undefined if the response has none. */
  readonly requestId: string | undefined;

  constructor(message: string, failure: RequestFailure & { status: number; requestId: string | undefined }) {
    super(message, failure);
    this.status = failure.status;
    this.requestId = failure.requestId;
  }
}

/** 404 (or, for a DELETE, 410) from the platform itself: the target does not exist, for these credentials. */
export class NotFoundError extends ResponseError {
  override readonly code = "not-found";
}

/** A success status, but the body is not the platform's: no JSON, wrong types, no id. */
export class UnreadableResponseError extends PlatformError {
  readonly code = "unreadable-response";
}

/** The operation's total time ended before the request could be sent. */
export class TimeLimitError extends PlatformError {
  readonly code = "timeout";
}

/** The platform asks to wait longer than the operation's total time allows. */
export class RetryLaterError extends PlatformError {
  readonly code = "retry-later";
}

/** The operation was cancelled (its abort signal) before the request had its response. Never worth a retry. */
export class CancelledError extends PlatformError {
  readonly code = "cancelled";

  /** @param outcome `nothingDone` if the request was not sent, `unknown` if it was, or the outcome of earlier tries */
  constructor({ verb, path }: { readonly verb: string; readonly path: string }, outcome: Outcome) {
    const done = outcome === "nothingDone" ? ", and nothing was done" : "; whether the platform did it is not known";
    super(`${verb} ${path} was cancelled${done}`, { verb, path, outcome, transient: false });
  }
}
