import type { Deadline } from "../util/clock";
import { compact, isRecord, parseJson } from "../util/json";
import { Caller, type ClientSettings } from "./caller";
import { type CatalogueElement, readElement } from "./catalogue";
import { NotFoundError, PlatformError, UnreadableResponseError } from "./errors";
import type { Request, Transport } from "./http/transport";
import { type Instance, numberOf } from "./instance";
import { pageOf, pagesOf } from "./instancePages";
import type { Asker, Page } from "./sharedList";
import { userIsAccepted } from "./userIsAccepted";

/** What can be sent for an instance. PUT and PATCH keep omitted values (official documentation). Holds secrets. */
export interface InstanceBody {
  readonly name?: string;
  /** Replaces all tags; an empty list clears them. */
  readonly tags?: readonly string[];
  /** Makes the platform authenticate with the vendor again; merged key by key. */
  readonly configuration?: Readonly<Record<string, string | null>>;
}

/** The response to a ping of the vendor through an instance. */
export interface Ping {
  /** The element key of the instance that responded. */
  readonly endpoint: string | undefined;
  /** undefined if the response does not say. */
  readonly valid: boolean | undefined;
  /** Verb, path, status and request id, for messages. */
  readonly summary: string;
}

/** Which instances a list holds; without a filter all of the element. */
export interface ListFilter {
  readonly tag?: string;
  /** Matches names and element keys (release notes of the platform). */
  readonly searchText?: string;
}

/** The most pages of a list that are read, 200 instances each, in case a server never stops naming a next page. */
const MOST_PAGES = 500;
/** The same for a look by owner tag, which only a few instances can carry. */
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
   * Creates an instance. Retried only if nothing can have been created; otherwise the error's `outcome` says what is
   * known.
   * @throws UnreadableResponseError for a success status without an instance id: something was created
   */
  async create(body: InstanceBody): Promise<Instance> {
    const sent = { element: { key: this.settings.element.key }, ...body };
    const response = await this.caller.call({ verb: "POST", path: "/instances", body: sent }, certainlyNotDone);
    return this.caller.instanceIn(response, "POST", "/instances");
  }

  /** @throws NotFoundError where the platform has no such instance for these credentials */
  async get(id: string): Promise<Instance> {
    const path = instancePath(id);
    const response = await this.caller.call({ verb: "GET", path });
    const instance = this.caller.instanceIn(response, "GET", path);
    if (instance.id !== id) throw this.caller.unreadable(response, "GET", path);
    return instance;
  }

  /**
   * The same for one of many: it may come from a list that is at most 10 s old, and not older than any write of this
   * process.
   * @throws NotFoundError only after a request for this very instance
   */
  getListed(id: string): Promise<Instance> {
    return this.settings.list.get(id, this.asker(), () => this.get(id));
  }

  /** Whether a list, at most 2 min old, shows that no instance carries the tag; false if unknown. */
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

  /** Sets the name, the tags, and the whole configuration; the platform authenticates with the vendor again. */
  put(id: string, body: InstanceBody): Promise<Instance> {
    return this.change("PUT", id, { element: { key: this.settings.element.key }, ...body });
  }

  /** Changes only the given values, without authenticating with the vendor. */
  patch(id: string, body: InstanceBody): Promise<Instance> {
    return this.change("PATCH", id, body);
  }

  private async change(verb: "PUT" | "PATCH", id: string, body: unknown): Promise<Instance> {
    const path = instancePath(id);
    const response = await this.caller.call({ verb, path, body }, transientOrUnreadable, (given) => {
      // Whether the change was done is unknown, and a GET would not show masked values. Sending it again does no harm, since
      // bodies are absolute.
      if (this.caller.isForeign(given)) throw this.caller.unreadable(given, verb, path);
    });
    const instance = this.caller.parse(parseJson(response.body));
    if (instance?.id === id) return instance;
    // The change is done, so an incomplete response is no reason to fail: the instance is read instead.
    return this.get(id).catch((error: unknown) => {
      if (error instanceof PlatformError) error.outcome = "unknown";
      throw error;
    });
  }

  /**
   * The element token dies with the instance.
   * @throws UnreadableResponseError if a page took the place of the platform's response, and nothing shows the deletion
   */
  async delete(id: string): Promise<void> {
    await this.callAndConfirm({ verb: "DELETE", path: instancePath(id) }, id, "deleted", () => false);
  }

  /**
   * Calls with the token of a disabled instance get a 403.
   * @throws UnreadableResponseError if a page took the place of the platform's response, and nothing shows the change
   */
  async setEnabled(id: string, enabled: boolean): Promise<void> {
    const request = { verb: enabled ? "PUT" : "DELETE", path: `${instancePath(id)}/enabled` } as const;
    await this.callAndConfirm(request, id, enabled ? "enabled" : "disabled", ({ disabled }) => disabled === !enabled);
  }

  /**
   * A request whose response holds nothing of use. A captive portal or proxy may respond with a page and a success status
   * in the platform's place; then only the instance itself shows whether it was done.
   */
  private async callAndConfirm(
    request: Pick<Request, "verb" | "path">,
    id: string,
    what: string,
    done: (instance: Instance) => boolean,
  ): Promise<void> {
    const { verb, path } = request;
    const response = await this.caller.call(request);
    if (!this.caller.isForeign(response)) return;
    const found = await this.get(id).catch((error: unknown) => {
      if (error instanceof NotFoundError || !(error instanceof PlatformError)) throw error;
      const open = `, and a GET did not tell whether the instance was ${what} (${error.message})`;
      throw this.caller.unreadable(response, verb, path, open);
    });
    if (!done(found)) {
      throw this.caller.unreadable(response, verb, path, `, and a GET shows that the instance was not ${what}`);
    }
  }

  /** All instances of the element that carry the tag. */
  async findByTag(tag: string): Promise<Instance[]> {
    const found = new Map<string, Instance>();
    for await (const page of pagesOf(this.caller, { "tags[]": tag }, MOST_PAGES_OF_A_TAG)) {
      for (const listed of page.instances) {
        const instance = listed.tags === undefined ? await this.ifPresent(listed.id) : listed;
        // Checked again here, since it is not known whether the filter only matches whole tags. An instance that shows no
        // tags by its id either carries none: adopting somebody else's would be worse than not finding our own.
        if (instance?.tags?.includes(tag)) found.set(instance.id, instance);
      }
    }
    return [...found.values()];
  }

  private async ifPresent(id: string): Promise<Instance | undefined> {
    return this.get(id).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  }

  /** All instances of the element that match the filter, page by page, with their configuration. */
  list({ tag, searchText }: ListFilter = {}): AsyncIterable<Page> {
    const filter = compact({ "tags[]": tag, searchText });
    return pagesOf(this.caller, { ...filter, pageSize: "200", hydrate: "true" }, MOST_PAGES);
  }

  /**
   * One page of such a list, without the configuration.
   * @param size the most instances on it
   * @param after what the page before names as `next`; undefined for the first
   */
  async page({ tag, searchText }: ListFilter, size: number, after: string | undefined): Promise<Page> {
    const filter = compact({ "tags[]": tag, searchText, nextPage: after });
    const page = await pageOf(this.caller, { ...filter, pageSize: String(size), hydrate: "false" });
    return page ?? { instances: [], total: 0 };
  }

  /** The id of the organization that the credentials belong to; undefined if the response has none. */
  async organizationId(): Promise<number | undefined> {
    const response = await this.caller.call({ verb: "GET", path: "/organizations/me" });
    const body = parseJson(response.body);
    if (!isRecord(body)) throw this.caller.unreadable(response, "GET", "/organizations/me");
    return numberOf(body["id"]);
  }

  /** @throws NotFoundError where the platform does not have the element */
  element(): Promise<CatalogueElement> {
    return readElement(this.caller);
  }

  /**
   * Whether the platform accepts the user secret without the organization secret; undefined if unknown. Its refusals do
   * not say which of the two is wrong.
   * @param token of an instance
   */
  userIsAccepted(token: string): Promise<boolean | undefined> {
    return userIsAccepted(this.caller, token);
  }

  /** Asks the vendor through the instance; the hub in the path is the element's (the platform ignores it). */
  async ping(token: string): Promise<Ping> {
    this.settings.redactor.add(token);
    const path = `/hubs/${this.settings.element.hub}/ping`;
    const response = await this.caller.call({ verb: "GET", path, token });
    const body = parseJson(response.body);
    if (response.status !== 200 || !isRecord(body)) throw this.caller.unreadable(response, "GET", path);
    const { endpoint, valid } = body;
    const requestId = this.settings.redactor.quote(response.headers["elements-request-id"] ?? "");
    return {
      summary: `GET ${path} returned 200${requestId === "" ? "" : ` (request id ${requestId})`}`,
      endpoint: typeof endpoint === "string" ? endpoint : undefined,
      valid: valid === undefined ? undefined : valid === true || valid === "true",
    };
  }
}

/** For requests that may be done twice: also where a page of somebody else's took the place of the response. */
const transientOrUnreadable = (error: PlatformError) => error.transient || error instanceof UnreadableResponseError;

/** For a POST, which must not be done twice. */
const certainlyNotDone = (error: PlatformError) => error.transient && error.outcome === "nothingDone";

function instancePath(id: string): string {
  return `/instances/${encodeURIComponent(id)}`;
}
