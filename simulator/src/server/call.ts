import type { IncomingHttpHeaders } from "node:http";
import type { SimulatedOrganization } from "../api";
import type { InstanceRecord } from "../instances/record";
import { isJsonObject, type JsonObject } from "../json";
import type { SimulatedPlatform } from "../platform";
import { badRequest, Refusal } from "../refusal";

/** A request to the API, as handlers see it. */
export interface Call {
  readonly platform: SimulatedPlatform;
  readonly method: string;
  /** After the prefix, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The values of the `{…}` segments of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly rawBody: Buffer;
}

/** A request whose caller is known. */
export interface UserCall extends Call {
  readonly organization: SimulatedOrganization;
}

/** A request about one instance, however it names it. */
export interface InstanceCall extends UserCall {
  readonly instance: InstanceRecord;
}

/** What a handler responds with: 200, and no body unless there is `json`. */
export interface Result {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The instance that was created. */
  readonly created?: InstanceRecord;
  /** The instance that was deleted. */
  readonly removed?: InstanceRecord;
}

/** Works on a request. */
export type Handler<Kind extends Call = Call> = (call: Kind) => Result | Promise<Result>;

/**
 * Handlers by verb and path, such as `GET /instances/{id}`. `{id}` and `{…Id}` stand for a number, other braces for any
 * segment. The first match wins.
 */
export type Routes = Readonly<Record<string, Handler>>;

/** The value of a `{…}` segment. */
export function param({ params }: Call, name: string): string {
  return params[name] ?? "";
}

/**
 * The body as a JSON object. 415 for another content type is documented; 400 for a body that is missing, cannot be read
 * or is not an object is a choice.
 */
export function jsonBody({ rawBody, headers }: Call): JsonObject {
  if (rawBody.length > 0 && !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(headers["content-type"] ?? "")) {
    throw new Refusal(415, "The content type of the body must be application/json");
  }
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString("utf8"));
  } catch {
    throw badRequest("Failed to parse request body");
  }
  if (!isJsonObject(body)) throw badRequest("The request body must be a JSON object");
  return body;
}
