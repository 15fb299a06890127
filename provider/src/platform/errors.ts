/**
 * What a failed request says about the work that it asked for:
 * - `nothingDone`: the platform did not do it, and it may be asked again (never reached, 429, 503 with Retry-After);
 * - `refused`: it did not do it and would not do it next time either (4xx, redirects);
 * - `platformError`: the platform itself says that it failed, for example because the vendor refused the keys; some
 *   elements were seen to keep an instance all the same (platform makers' own API tests), so one look is due;
 * - `unknown`: nobody knows (connection lost after the request was sent, time-out, gateway errors, unreadable answer).
 */
export type Outcome = "nothingDone" | "refused" | "platformError" | "unknown";

/** What every failed request tells. All texts are redacted before they come here. */
export interface RequestFailure {
  readonly verb: string;
  /** The path after `/elements/api-v2`, without the query. */
  readonly path: string;
  readonly outcome: Outcome;
  /** Whether a request that may be repeated is worth repeating. */
  readonly transient: boolean;
  /** How long the platform asked to wait, in milliseconds, if it did. */
  readonly retryAfter?: number | undefined;
}

/** A request to the platform failed. Messages hold verb, path, reason and the next step, and never a secret. */
export abstract class PlatformError extends Error implements RequestFailure {
  readonly verb: string;
  readonly path: string;
  /** Of all tries of the request: `withRetries` widens it where an earlier try may have been done. */
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

/** No answer, or only a part of one: connection, DNS, TLS, proxy, time-out of one try, size limit. */
export class NetworkError extends PlatformError {}

/** The platform, or something before it, answered with an error status or a redirect. */
export class AnswerError extends PlatformError {
  readonly status: number;
  /** What the platform's support asks for; undefined where the answer has none. */
  readonly requestId: string | undefined;

  constructor(message: string, failure: RequestFailure & { status: number; requestId: string | undefined }) {
    super(message, failure);
    this.status = failure.status;
    this.requestId = failure.requestId;
  }
}

/** 404 (or, to a DELETE, 410), told by the platform itself: what was asked for is not there, for these credentials. */
export class NotFoundError extends AnswerError {}

/** A success status, but not with an answer of the platform: no JSON, wrong types, no id. */
export class UnreadableAnswerError extends PlatformError {}

/** The operation's total time (`customTimeouts`) ended before the request could be sent. */
export class TimeLimitError extends PlatformError {}

/** The platform asks to wait longer than the operation's total time allows. */
export class RetryLaterError extends PlatformError {}
