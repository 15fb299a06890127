import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject, type JsonObject } from "../json";
import { badRequest, PlatformError } from "../platformError";

import type { InstanceRecord } from "../store/instanceRecord";

/** A request to the API, as handlers see it. */
export interface ApiRequest {
  readonly method: string;
  /** After the prefix, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The values of the `{…}` segments of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The raw body. */
  readonly rawBody: Buffer;
}

/** What a handler answers: status 200 and no body unless said. */
export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the caller changed the data: listeners then hear of it. */
  readonly changed?: boolean;
  /** The id of the instance that was created. */
  readonly createdId?: number;
  /** The instance that was deleted. */
  readonly removed?: InstanceRecord;
}

/**
 * The body as a JSON object. 415 for another content type is documented; 400 for a body that cannot be read, is absent or
 * is no object is a choice.
 */
export function jsonBody(request: ApiRequest): JsonObject {
  if (
    request.rawBody.length > 0 &&
    !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers["content-type"] ?? "")
  ) {
    throw new PlatformError(415, "The content type of the body must be application/json");
  }
  let body: unknown;
  try {
    body = JSON.parse(request.rawBody.toString("utf8"));
  } catch {
    throw badRequest("Failed to parse request body");
  }
  if (!isJsonObject(body)) throw badRequest("The request body must be a JSON object");
  return body;
}

/** The body as a JSON object where none is needed. */
export function optionalJsonBody(request: ApiRequest): JsonObject {
  return request.rawBody.length === 0 ? {} : jsonBody(request);
}
