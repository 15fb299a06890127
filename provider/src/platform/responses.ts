import type { ElementDefinition } from "../elements/definition";
import type { Redactor } from "../redaction/redactor";
import { isRecord, parseJson } from "../util/json";
import { listInWords } from "../util/words";
import type { Credentials } from "./credentials";
import { NotFoundError, type Outcome, ResponseError } from "./errors";
import type { HttpResponse } from "./http/exchange";
import { parseRetryAfter } from "./http/pause";
import type { Request } from "./http/transport";
import { SETTING } from "./settingNames";

/** What messages about refused requests need to know. */
export interface ResponseContext {
  readonly element: ElementDefinition;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly redactor: Redactor;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Statuses after which a request that may be repeated is retried. */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** The error for a response whose status is not 2xx. */
export function responseError(request: Request, response: HttpResponse, context: ResponseContext): ResponseError {
  const { status } = response;
  const told = platformSays(response, context);
  const retryAfter = parseRetryAfter(response.headers["retry-after"], context.now);
  const failure = {
    verb: request.verb,
    path: request.path,
    status,
    requestId: told.requestId,
    outcome: outcomeOf(status, told, retryAfter !== undefined),
    transient: TRANSIENT.has(status),
    retryAfter,
  };
  const message = [
    `${request.verb} ${request.path} returned ${status}`,
    told.message === "" ? "" : `: ${told.message.replace(/\.$/, "")}`,
    told.requestId === undefined ? "" : ` (request id ${told.requestId})`,
    `. ${nextStep(request, response, told, context)}`,
  ].join("");
  // A 404 page says nothing about an instance: a wrong base URL or a gateway may return one too. A 410 counts only for
  // a DELETE: elsewhere it would remove an instance from the state, and only a 404 may do that.
  const notThere = status === 404 || (status === 410 && request.verb === "DELETE");
  const gone = notThere && !told.foreign;
  return gone ? new NotFoundError(message, failure) : new ResponseError(message, failure);
}

function outcomeOf(status: number, told: PlatformSays, hasRetryAfter: boolean): Outcome {
  if (status === 429 || (status === 503 && hasRetryAfter)) return "nothingDone";
  const fromPlatform = told.json && told.requestId !== undefined;
  if (fromPlatform && (status >= 500 || told.fromVendor)) return "platformError";
  return status < 500 ? "refused" : "unknown";
}

interface PlatformSays {
  /** The body is a JSON object, as the platform's own errors are. */
  readonly json: boolean;
  /** The body is something else, such as a page: not the platform's. An empty body may be. */
  readonly foreign: boolean;
  /** Redacted, one line, "" if the response has no message. */
  readonly message: string;
  readonly requestId: string | undefined;
  /** The error came from the vendor ("providerMessage", official documentation of error codes). */
  readonly fromVendor: boolean;
}

function platformSays(response: HttpResponse, { redactor, element }: ResponseContext): PlatformSays {
  const header = response.headers["elements-request-id"];
  const parsed = parseJson(response.body);
  const body = isRecord(parsed) ? parsed : undefined;
  const text = (value: unknown) => (typeof value === "string" ? redactor.quote(value) : "");
  const requestId = text(body?.["requestId"]) || (header === undefined ? "" : redactor.quote(header)) || undefined;
  if (body === undefined) {
    // Redacted before tags are removed, since that might cut a piece out of a secret.
    const page = redactor.quote(response.body, Number.POSITIVE_INFINITY);
    const quoted = redactor.quote(withoutTags(page), 200);
    return { json: false, foreign: response.body.trim() !== "", message: quoted, requestId, fromVendor: false };
  }
  const vendor = text(body["providerMessage"]);
  const message = [text(body["message"]), vendor === "" ? "" : `${element.name} says: ${vendor}`].filter(
    (part) => part !== "",
  );
  return { json: true, foreign: false, message: message.join("; "), requestId, fromVendor: vendor !== "" };
}

/** The text of a page. */
function withoutTags(page: string): string {
  return page.replace(/<(style|script)\b[\s\S]*?(?:<\/\1>|$)/gi, " ").replace(/<[^<>]*>/g, " ");
}

function nextStep(request: Request, response: HttpResponse, told: PlatformSays, context: ResponseContext): string {
  const { status } = response;
  const { userSecretSource, organizationSecretSource } = context.credentials;
  const secrets = `the user secret (from ${userSecretSource}) and the organization secret (from ${organizationSecretSource})`;
  if (status >= 300 && status < 400) {
    const target = redirectHost(response.headers["location"], context.redactor);
    return `Redirects are refused, since the request carries secrets${target}: set ${SETTING.baseUrl.key} to the platform itself`;
  }
  if (status === 429)
    return `The platform limits requests: lower ${SETTING.maxConcurrentRequests.key}, or try again later`;
  if (told.foreign && status < 500 && status !== 408) {
    const also = status === 401 || status === 403 ? `, then ${secrets}` : "";
    return `This response is not from the platform: check ${SETTING.baseUrl.key} (${context.baseUrl}) and any proxy or gateway in between${also}`;
  }
  if (told.fromVendor) return `Check ${whereCredentialsAre(context.element)}`;
  if (status === 401) return `Check ${secrets}, and that both belong to the platform at ${context.baseUrl}`;
  if (status === 403 && request.path.startsWith("/hubs/")) {
    return "Calls through a disabled instance are refused: run pulumi refresh, then pulumi up";
  }
  if (status === 403) {
    return `The user of the user secret (from ${userSecretSource}) lacks the privilege, for example createElementInstances: ask an organization administrator`;
  }
  if (status >= 500 || status === 408)
    return "Try again; if the error persists, give the request id to the platform's support";
  if (status === 404 && request.verb === "POST") {
    return `Check ${SETTING.baseUrl.key} (${context.baseUrl}), and that the platform there has the element`;
  }
  if (status === 404 || status === 410) return "It does not exist, or belongs to another organization or user";
  if (status === 409) return "Something on the platform still uses it, such as a formula instance: remove that first";
  return "Correct the inputs that the message names";
}

function redirectHost(location: string | undefined, redactor: Redactor): string {
  if (location === undefined || !URL.canParse(location)) return "";
  return ` (this one points to ${redactor.quote(new URL(location).host, 100)})`;
}

function whereCredentialsAre({ credentials }: ElementDefinition): string {
  return listInWords(credentials.map(({ input, where }) => `${input} (find it in ${where})`));
}
