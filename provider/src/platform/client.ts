import { Caller, type ClientSettings } from "./caller";
import { type CatalogueElement, readElement } from "./catalogue";
import type { Deadline } from "./clock";
import { PlatformError } from "./errors";
import { type Instance, numberOf } from "./instance";
import { pagesOf } from "./instancePages";
import { compact, isRecord, parseJson } from "./json";
import type { Asker, Page } from "./sharedList";
import type { Transport } from "./transport";
import { userIsAccepted } from "./userIsAccepted";

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
  private readonly caller: Caller;

  constructor(
    private readonly transport: Pick<Transport, "send">,
    private readonly settings: ClientSettings,
  ) {
    this.caller = new Caller(transport, settings);
  }

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
    const answer = await this.caller.call({ verb: "POST", path: "/instances", body: sent }, nothingDone);
    return this.caller.instanceIn(answer, "POST", "/instances");
  }

  /** @throws NotFoundError where the platform has no such instance for these credentials */
  async get(id: string): Promise<Instance> {
    const path = instancePath(id);
    const answer = await this.caller.call({ verb: "GET", path });
    const instance = this.caller.instanceIn(answer, "GET", path);
    if (instance.id !== id) throw this.caller.unreadable(answer, "GET", path);
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
    return { pages: () => this.list(), timeLeft: this.settings.deadline.remaining() };
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
    const answer = await this.caller.call({ verb, path, body });
    const instance = this.caller.parse(parseJson(answer.body));
    if (instance?.id === id) return instance;
    // The change is done, so an answer that cannot be read is no reason to fail: the platform is asked again.
    return this.get(id).catch((error: unknown) => {
      if (error instanceof PlatformError) error.outcome = "unknown";
      throw error;
    });
  }

  /** The element token dies with the instance. */
  async delete(id: string): Promise<void> {
    await this.caller.call({ verb: "DELETE", path: instancePath(id) });
  }

  /** Calls with the token of a disabled instance are answered 403. */
  async setEnabled(id: string, enabled: boolean): Promise<void> {
    await this.caller.call({ verb: enabled ? "PUT" : "DELETE", path: `${instancePath(id)}/enabled` });
  }

  /** All instances of the element that carry the tag. */
  async findByTag(tag: string): Promise<Instance[]> {
    const found = new Map<string, Instance>();
    for await (const page of pagesOf(this.caller, { "tags[]": tag }, MOST_PAGES_OF_A_TAG)) {
      // Checked again here: whether the filter matches whole tags only is not known.
      for (const instance of page.instances) if (instance.tags?.includes(tag)) found.set(instance.id, instance);
    }
    return [...found.values()];
  }

  /** All instances of the element that the filter lets through, page by page, with their configuration. */
  list({ tag, searchText }: ListFilter = {}): AsyncIterable<Page> {
    const filter = compact({ "tags[]": tag, searchText });
    return pagesOf(this.caller, { ...filter, pageSize: "200", hydrate: "true" }, MOST_PAGES);
  }

  /** The id of the organization that the credentials belong to; undefined where the answer has none. */
  async organizationId(): Promise<number | undefined> {
    const answer = await this.caller.call({ verb: "GET", path: "/organizations/me" });
    const body = parseJson(answer.body);
    if (!isRecord(body)) throw this.caller.unreadable(answer, "GET", "/organizations/me");
    return numberOf(body["id"]);
  }

  /** @throws NotFoundError where the platform does not have the element */
  element(): Promise<CatalogueElement> {
    return readElement(this.caller);
  }

  /**
   * Whether the platform accepts the user secret where the organization secret is left out; undefined where that cannot be
   * told. A refusal names neither of the two.
   * @param token of an instance
   */
  userIsAccepted(token: string): Promise<boolean | undefined> {
    return userIsAccepted(this.caller, token);
  }

  /** Asks the vendor through the instance; the hub in the path is the element's (the platform ignores it). */
  async ping(token: string): Promise<Ping> {
    this.settings.redactor.add(token);
    const path = `/hubs/${this.settings.element.hub}/ping`;
    const answer = await this.caller.call({ verb: "GET", path, token });
    const body = parseJson(answer.body);
    if (answer.status !== 200 || !isRecord(body)) throw this.caller.unreadable(answer, "GET", path);
    const { endpoint, valid } = body;
    const requestId = this.settings.redactor.quote(answer.headers["elements-request-id"] ?? "");
    return {
      answered: `GET ${path} returned 200${requestId === "" ? "" : ` (request id ${requestId})`}`,
      endpoint: typeof endpoint === "string" ? endpoint : undefined,
      valid: valid === undefined ? undefined : valid === true || valid === "true",
    };
  }
}

const nothingDone = (error: PlatformError) => error.transient && error.outcome === "nothingDone";

function instancePath(id: string): string {
  return `/instances/${encodeURIComponent(id)}`;
}
