import type { ElementDefinition } from "../elements/definition";
import type { Redactor } from "../redaction/redactor";
import { rememberConfiguration } from "../redaction/shownSecrets";
import type { Clock, Deadline } from "../util/clock";
import { isRecord, parseJson } from "../util/json";
import { authorization, type Credentials, userAuthorization } from "./credentials";
import { type PlatformError, UnreadableResponseError } from "./errors";
import type { HttpResponse } from "./http/exchange";
import { withRetries } from "./http/retry";
import type { Request, Transport } from "./http/transport";
import { type Instance, parseInstance } from "./instance";
import { type ResponseContext, responseError } from "./responses";
import { SETTING } from "./settingNames";
import type { SharedList } from "./sharedList";

/** What a client works with, and when its calls have to end. */
export interface ClientSettings {
  readonly element: ElementDefinition;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** When the operation that the calls belong to has to end. */
  readonly deadline: Deadline;
  /** The list shared by all reads of this process. */
  readonly list: SharedList;
  /** Ends the calls early. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a request that changes something is finished in spite of the signal, once it was sent. Default: false. */
  readonly finishesWrites?: boolean | undefined;
  /** Takes one line for each retry. */
  log(line: string): void;
}

/** Makes single calls, with credentials, retries, errors that say what to do, and carefully parsed responses. */
export class Caller {
  constructor(
    private readonly transport: Pick<Transport, "send">,
    readonly settings: ClientSettings,
  ) {}

  /**
   * The successful response to a request.
   * @param request with `token`, a call on the instance; those need no organization secret
   * @param mayRepeat whether a failure allows another try; by default, any transient one does
   * @param check throws if the response is not what it should be
   */
  async call(
    request: Omit<Request, "authorization"> & { token?: string; withoutOrganization?: boolean },
    mayRepeat: (error: PlatformError) => boolean = transient,
    check: (response: HttpResponse) => void = () => undefined,
  ): Promise<HttpResponse> {
    const { token, withoutOrganization = false, ...rest } = request;
    const { credentials } = this.settings;
    const secrets =
      withoutOrganization && token !== undefined
        ? userAuthorization(credentials, token)
        : authorization(credentials, token);
    const complete: Request = { ...rest, authorization: secrets };
    const once = async () => {
      const response = await this.sendOnce(complete);
      check(response);
      return response;
    };
    const work = () => withRetries(once, { ...this.settings, mayRepeat });
    return rest.verb === "GET" ? work() : this.settings.list.duringWrite(tagsIn(rest.body), work);
  }

  private async sendOnce(request: Request): Promise<HttpResponse> {
    const { deadline, clock, signal, finishesWrites = false } = this.settings;
    const finishOnceSent = finishesWrites && request.verb !== "GET";
    const response = await this.transport.send({ ...request, finishOnceSent }, deadline, signal);
    if (response.status >= 200 && response.status < 300) return response;
    const context: ResponseContext = { ...this.settings, now: clock.now() };
    throw responseError(request, response, context);
  }

  /**
   * Whether a captive portal or proxy seems to have responded in the platform's place. The platform's own bodies are JSON or
   * empty; what it sends for a DELETE is not documented, so both are taken for its own.
   */
  isForeign({ body }: HttpResponse): boolean {
    return body.trim() !== "" && parseJson(body) === undefined;
  }

  /** The one instance in a response. */
  instanceIn(response: HttpResponse, verb: string, path: string): Instance {
    const instance = this.parse(parseJson(response.body));
    if (instance === undefined) throw this.unreadable(response, verb, path);
    return instance;
  }

  /** The instance in a response. Its token, and the secrets that its configuration shows, are redacted from now on. */
  parse(value: unknown): Instance | undefined {
    const { redactor, element } = this.settings;
    const instance = parseInstance(value);
    redactor.add(instance?.token);
    rememberConfiguration(instance?.configuration ?? {}, element, redactor);
    return instance;
  }

  /**
   * Never quotes the body: a successful response may hold the tokens of other instances.
   * @param more what else is known, after a comma
   */
  unreadable(response: HttpResponse, verb: string, path: string, more = ""): UnreadableResponseError {
    const type = this.settings.redactor.quote(response.headers["content-type"] ?? "no content type", 100);
    return new UnreadableResponseError(
      `${verb} ${path} returned ${response.status}, but the body is not the platform's (${type}, ` +
        `${response.body.length} characters)${more}. Check ${SETTING.baseUrl.key} (${this.settings.baseUrl}) and any proxy or gateway in between`,
      { verb, path, outcome: "unknown", transient: false },
    );
  }
}

const transient = (error: PlatformError) => error.transient;

function tagsIn(body: unknown): readonly string[] {
  const tags = isRecord(body) ? body["tags"] : undefined;
  return Array.isArray(tags) ? tags.map(String) : [];
}
