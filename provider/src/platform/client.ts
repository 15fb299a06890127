import { type AnswerContext, answerError } from "./answers";
import type { Clock, Deadline } from "./clock";
import { authorization, type Credentials } from "./credentials";
import type { ElementDefinition } from "./elementDefinition";
import { NotFoundError, PlatformError, UnreadableAnswerError } from "./errors";
import { type Instance, numberOf, parseInstance } from "./instance";
import { compact, isRecord, parseJson } from "./json";
import type { Redactor } from "./redaction";
import { withRetries } from "./retry";
import { SETTING } from "./settingNames";
import type { Asker, Page, SharedList } from "./sharedList";
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

/** What a client works with, and when its calls have to end. */
export interface ClientSettings {
  readonly element: ElementDefinition;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** When the operation that the calls belong to has to end. */
  readonly deadline: Deadline;
  /** What the questions of this process share. */
  readonly list: SharedList;
  /** Ends the calls early. */
  readonly signal?: AbortSignal | undefined;
  /** Takes one line for each retry. */
  log(line: string): void;
}

/** Which instances a list holds; without a filter all of the element. */
export interface ListFilter {
  readonly tag?: string;
  /** Matches names and element keys (release notes of the platform). */
  readonly searchText?: string;
}

/** Pages of a list that are read at the most, 200 instances each: a server that always names a next page must not trap us. */
const MOST_PAGES = 500;
/** The same for a look-up by owner tag, which at most a few instances carry. */
const MOST_PAGES_OF_A_TAG = 20;

/** The platform's calls on instances of one element, for one organization. Every call ends with the deadline. */
export class PlatformClient {
  constructor(
    private readonly transport: Pick<Transport, "send">,
    private readonly settings: ClientSettings,
  ) {}

  /** The same client with another deadline. */
  within(deadline: Deadline): PlatformClient {
    return new PlatformClient(this.transport, { ...this.settings, deadline });
  }

  /**
   * Makes an instance. Repeated only where nothing can have been made; `outcome` of the error tells the rest.
   * @throws UnreadableAnswerError for a success status without an instance id: something was made
   */
  async create(body: InstanceBody): Promise<Instance> {
    const sent = { element: { key: this.settings.element.key }, ...body };
    const answer = await this.call({ verb: "POST", path: "/instances", body: sent }, nothingDone);
    return this.instanceIn(answer, "POST", "/instances");
  }

  /** @throws NotFoundError where the platform has no such instance for these credentials */
  async get(id: string): Promise<Instance> {
    const path = instancePath(id);
    const answer = await this.call({ verb: "GET", path });
    const instance = this.instanceIn(answer, "GET", path);
    if (instance.id !== id) throw this.unreadable(answer, "GET", path);
    return instance;
  }

  /**
   * The same for one of many: it may come from a list, which is at most 10 s old and older than no write of this process.
   * @throws NotFoundError only after a request for this very instance
   */
  getListed(id: string): Promise<Instance> {
    return this.settings.list.get(id, this.asker(), () => this.get(id));
  }

  /** Whether a list, at most 2 min old, shows that no instance carries the tag; false where that is not known. */
  hasNoneTagged(tag: string): Promise<boolean> {
    return this.settings.list.hasNone(tag, this.asker());
  }

  /** The ids of the instances that carried the tag in the last list; none without a list. */
  idsTagged(tag: string): readonly string[] {
    return this.settings.list.idsWith(tag);
  }

  private asker(): Asker {
    return {
      pages: () => this.pages({ pageSize: "200", hydrate: "true" }, MOST_PAGES),
      timeLeft: this.settings.deadline.remaining(),
    };
  }

  /** Gives the instance this name, these tags, and a whole new configuration, which the vendor is asked about. */
  put(id: string, body: InstanceBody): Promise<Instance> {
    return this.change("PUT", id, { element: { key: this.settings.element.key }, ...body });
  }

  /** Changes only what is given, without asking the vendor. */
  patch(id: string, body: InstanceBody): Promise<Instance> {
    return this.change("PATCH", id, body);
  }

  private async change(verb: "PUT" | "PATCH", id: string, body: unknown): Promise<Instance> {
    const path = instancePath(id);
    const answer = await this.call({ verb, path, body });
    const instance = this.parse(parseJson(answer.body));
    if (instance?.id === id) return instance;
    // The change is done, so an answer that cannot be read is no reason to fail: the platform is asked again.
    return this.get(id).catch((error: unknown) => {
      if (error instanceof PlatformError) error.outcome = "open";
      throw error;
    });
  }

  /** The element token dies with the instance. */
  async delete(id: string): Promise<void> {
    await this.call({ verb: "DELETE", path: instancePath(id) });
  }

  /** Calls with the token of a disabled instance are answered 403. */
  async setEnabled(id: string, enabled: boolean): Promise<void> {
    await this.call({ verb: enabled ? "PUT" : "DELETE", path: `${instancePath(id)}/enabled` });
  }

  /** All instances of the element that carry the tag. */
  async findByTag(tag: string): Promise<Instance[]> {
    const found = new Map<string, Instance>();
    for await (const page of this.pages({ "tags[]": tag }, MOST_PAGES_OF_A_TAG)) {
      // Checked again here: whether the filter matches whole tags only is not known.
      for (const instance of page.instances) if (instance.tags?.includes(tag)) found.set(instance.id, instance);
    }
    return [...found.values()];
  }

  /** All instances of the element that the filter lets through, page by page, with their configuration. */
  list({ tag, searchText }: ListFilter = {}): AsyncIterable<Page> {
    const filter = compact({ "tags[]": tag, searchText });
    return this.pages({ ...filter, pageSize: "200", hydrate: "true" }, MOST_PAGES);
  }

  /** The platform answers 404 where there is none. */
  private async *pages(filter: Readonly<Record<string, string>>, most: number): AsyncGenerator<Page> {
    const path = `/elements/${this.settings.element.key}/instances`;
    let nextPage: string | undefined;
    for (let page = 0; page < most; page += 1) {
      const query = compact({ ...filter, nextPage });
      const answer = await this.call({ verb: "GET", path, query }).catch(noneFound);
      if (answer === undefined) return;
      yield { instances: this.instancesIn(answer, path), total: numberOf(answer.headers["elements-total-count"]) };
      nextPage = answer.headers["elements-next-page-token"];
      if (nextPage === undefined || nextPage === "") return;
    }
    throw new UnreadableAnswerError(
      `GET ${path} named a next page ${most} times, so the list has no end. Give it to the platform's support`,
      { verb: "GET", path, outcome: "open", transient: false },
    );
  }

  private instancesIn(answer: Answer, path: string): Instance[] {
    const items = parseJson(answer.body);
    if (!Array.isArray(items)) throw this.unreadable(answer, "GET", path);
    return items.map((item: unknown) => {
      const instance = this.parse(item);
      // One that cannot be told from the one that is looked for: skipping it could mean a second instance.
      if (instance?.tags === undefined) throw this.unreadable(answer, "GET", path);
      return instance;
    });
  }

  /** The id of the organization that the credentials belong to; undefined where the answer has none. */
  async organizationId(): Promise<number | undefined> {
    const answer = await this.call({ verb: "GET", path: "/organizations/me" });
    const body = parseJson(answer.body);
    if (!isRecord(body)) throw this.unreadable(answer, "GET", "/organizations/me");
    return numberOf(body["id"]);
  }

  /** Asks the vendor through the instance; the hub in the path is the element's (the platform ignores it). */
  async ping(token: string): Promise<Ping> {
    this.settings.redactor.add(token);
    const path = `/hubs/${this.settings.element.hub}/ping`;
    const answer = await this.call({ verb: "GET", path, token });
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

  private async call(
    request: Omit<Request, "authorization"> & { token?: string },
    mayRepeat: (error: PlatformError) => boolean = transient,
  ): Promise<Answer> {
    const { token, ...rest } = request;
    const { credentials } = this.settings;
    const complete: Request = { ...rest, authorization: authorization(credentials, token) };
    const work = () => withRetries(() => this.once(complete), { ...this.settings, mayRepeat });
    return rest.verb === "GET" ? work() : this.settings.list.duringWrite(tagsIn(rest.body), work);
  }

  private async once(request: Request): Promise<Answer> {
    const { deadline, clock, signal } = this.settings;
    const answer = await this.transport.send(request, deadline, signal);
    if (answer.status >= 200 && answer.status < 300) return answer;
    const context: AnswerContext = { ...this.settings, now: clock.now() };
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
        `${answer.body.length} characters). Check ${SETTING.baseUrl.key} (${this.settings.baseUrl}) and what stands between`,
      { verb, path, outcome: "open", transient: false },
    );
  }
}

function tagsIn(body: unknown): readonly string[] {
  const tags = isRecord(body) ? body["tags"] : undefined;
  return Array.isArray(tags) ? tags.map(String) : [];
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
