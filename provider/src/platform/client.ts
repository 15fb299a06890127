import { type AnswerContext, answerError } from "./answers";
import type { Clock, Deadline } from "./clock";
import { authorization, type Credentials } from "./credentials";
import type { ElementDefinition } from "./elementDefinition";
import { NotFoundError, PlatformError, UnreadableAnswerError } from "./errors";
import { type Instance, numberOf, parseInstance } from "./instance";
import { isRecord, parseJson } from "./json";
import type { Redactor } from "./redaction";
import { withRetries } from "./retry";
import type { Answer, Request, Transport } from "./transport";

/** What may be sent of an instance. PUT and PATCH keep what is not given (official documentation). Holds secrets. */
export interface InstanceBody {
  readonly name?: string;
  /** Replaces all tags; an empty list clears them. */
  readonly tags?: readonly string[];
  /** Makes the platform authenticate with the vendor again; merged key by key. */
  readonly configuration?: Readonly<Record<string, string | null>>;
}

/** The answer to a ping of the vendor through an instance. */
export interface Ping {
  /** The element key of the instance that answered. */
  readonly endpoint: string | undefined;
  /** undefined where the answer does not tell. */
  readonly valid: boolean | undefined;
  /** Verb, path, status and request id, for messages. */
  readonly answered: string;
}

/** Pages of a look-up by tag that are read at the most: a server that always names a next page must not trap us. */
const MOST_PAGES = 20;

/** The platform's calls on instances of one element, for one organization. Every call ends with its deadline. */
export class PlatformClient {
  constructor(
    private readonly element: ElementDefinition,
    private readonly transport: Pick<Transport, "send">,
    private readonly settings: {
      baseUrl: string;
      credentials: Credentials;
      clock: Clock;
      redactor: Redactor;
      /** Takes one line for each retry. */
      log(line: string): void;
    },
  ) {}

  /**
   * Makes an instance. Repeated only where nothing can have been made; `outcome` of the error tells the rest.
   * @throws UnreadableAnswerError for a success status without an instance id: something was made
   */
  async create(body: InstanceBody, deadline: Deadline): Promise<Instance> {
    const sent = { element: { key: this.element.key }, ...body };
    const answer = await this.call({ verb: "POST", path: "/instances", body: sent }, deadline, nothingDone);
    return this.instanceIn(answer, "POST", "/instances");
  }

  /** @throws NotFoundError where the platform has no such instance for these credentials */
  async get(id: string, deadline: Deadline): Promise<Instance> {
    const path = instancePath(id);
    const answer = await this.call({ verb: "GET", path }, deadline);
    const instance = this.instanceIn(answer, "GET", path);
    if (instance.id !== id) throw this.unreadable(answer, "GET", path);
    return instance;
  }

  /** Gives the instance this name, these tags, and a whole new configuration, which the vendor is asked about. */
  put(id: string, body: InstanceBody, deadline: Deadline): Promise<Instance> {
    return this.change("PUT", id, { element: { key: this.element.key }, ...body }, deadline);
  }

  /** Changes only what is given, without asking the vendor. */
  patch(id: string, body: InstanceBody, deadline: Deadline): Promise<Instance> {
    return this.change("PATCH", id, body, deadline);
  }

  private async change(verb: "PUT" | "PATCH", id: string, body: unknown, deadline: Deadline): Promise<Instance> {
    const path = instancePath(id);
    const answer = await this.call({ verb, path, body }, deadline);
    const instance = this.parse(parseJson(answer.body));
    if (instance?.id === id) return instance;
    // The change is done, so an answer that cannot be read is no reason to fail: the platform is asked again.
    return this.get(id, deadline).catch((error: unknown) => {
      if (error instanceof PlatformError) error.outcome = "open";
      throw error;
    });
  }

  /** The element token dies with the instance. */
  async delete(id: string, deadline: Deadline): Promise<void> {
    await this.call({ verb: "DELETE", path: instancePath(id) }, deadline);
  }

  /** Calls with the token of a disabled instance are answered 403. */
  async setEnabled(id: string, enabled: boolean, deadline: Deadline): Promise<void> {
    await this.call({ verb: enabled ? "PUT" : "DELETE", path: `${instancePath(id)}/enabled` }, deadline);
  }

  /** All instances of the element that carry the tag. The platform answers 404 where there is none. */
  async findByTag(tag: string, deadline: Deadline): Promise<Instance[]> {
    const path = `/elements/${this.element.key}/instances`;
    const found = new Map<string, Instance>();
    let nextPage: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { "tags[]": tag, ...(nextPage === undefined ? {} : { nextPage }) };
      const answer = await this.call({ verb: "GET", path, query }, deadline).catch(noneFound);
      if (answer === undefined) return [...found.values()];
      const items = parseJson(answer.body);
      if (!Array.isArray(items)) throw this.unreadable(answer, "GET", path);
      for (const item of items) {
        const instance = this.parse(item);
        // One that cannot be told from the one that is looked for: skipping it could mean a second instance.
        if (instance?.tags === undefined) throw this.unreadable(answer, "GET", path);
        // Checked again here: whether the filter matches whole tags only is not known.
        if (instance.tags.includes(tag)) found.set(instance.id, instance);
      }
      const next = answer.headers["elements-next-page-token"];
      if (next === undefined || next === "") return [...found.values()];
      nextPage = next;
    }
    throw new UnreadableAnswerError(
      `GET ${path} named a next page ${MOST_PAGES} times for one tag, so the look-up has no result. Give it to the platform's support`,
      { verb: "GET", path, outcome: "open", transient: false },
    );
  }

  /** The id of the organization that the credentials belong to; undefined where the answer has none. */
  async organizationId(deadline: Deadline): Promise<number | undefined> {
    const answer = await this.call({ verb: "GET", path: "/organizations/me" }, deadline);
    const body = parseJson(answer.body);
    if (!isRecord(body)) throw this.unreadable(answer, "GET", "/organizations/me");
    return numberOf(body["id"]);
  }

  /** Asks the vendor through the instance; the hub in the path is the element's (the platform ignores it). */
  async ping(token: string, deadline: Deadline): Promise<Ping> {
    this.settings.redactor.add(token);
    const path = `/hubs/${this.element.hub}/ping`;
    const answer = await this.call({ verb: "GET", path, token }, deadline);
    const body = parseJson(answer.body);
    if (answer.status !== 200 || !isRecord(body)) throw this.unreadable(answer, "GET", path);
    const { endpoint, valid } = body;
    const requestId = this.settings.redactor.quote(answer.headers["elements-request-id"] ?? "");
    return {
      answered: `GET ${path} was answered 200${requestId === "" ? "" : ` (request id ${requestId})`}`,
      endpoint: typeof endpoint === "string" ? endpoint : undefined,
      valid: valid === undefined ? undefined : valid === true || valid === "true",
    };
  }

  private call(
    request: Omit<Request, "authorization"> & { token?: string },
    deadline: Deadline,
    mayRepeat: (error: PlatformError) => boolean = transient,
  ): Promise<Answer> {
    const { token, ...rest } = request;
    const { clock, log, credentials } = this.settings;
    const complete: Request = { ...rest, authorization: authorization(credentials, token) };
    return withRetries(() => this.once(complete, deadline), { clock, deadline, mayRepeat, log });
  }

  private async once(request: Request, deadline: Deadline): Promise<Answer> {
    const answer = await this.transport.send(request, deadline);
    if (answer.status >= 200 && answer.status < 300) return answer;
    const context: AnswerContext = { ...this.settings, now: this.settings.clock.now() };
    throw answerError(request, answer, context);
  }

  private instanceIn(answer: Answer, verb: string, path: string): Instance {
    const instance = this.parse(parseJson(answer.body));
    if (instance === undefined) throw this.unreadable(answer, verb, path);
    return instance;
  }

  /** The instance in an answer. Its token is a secret from now on. */
  private parse(value: unknown): Instance | undefined {
    const instance = parseInstance(value);
    this.settings.redactor.add(instance?.token);
    return instance;
  }

  /** Never quotes the body: a success answer may hold the tokens of other instances. */
  private unreadable(answer: Answer, verb: string, path: string): UnreadableAnswerError {
    const type = this.settings.redactor.quote(answer.headers["content-type"] ?? "no content type", 100);
    return new UnreadableAnswerError(
      `${verb} ${path} was answered ${answer.status}, but not as the platform answers (${type}, ` +
        `${answer.body.length} characters). Check act365:baseUrl (${this.settings.baseUrl}) and what stands between`,
      { verb, path, outcome: "open", transient: false },
    );
  }
}

const transient = (error: PlatformError) => error.transient;

const nothingDone = (error: PlatformError) => error.transient && error.outcome === "nothingDone";

function noneFound(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}

function instancePath(id: string): string {
  return `/instances/${encodeURIComponent(id)}`;
}
