import { compact, parseJson } from "../util/json";
import type { Caller } from "./caller";
import { NotFoundError, UnreadableResponseError } from "./errors";
import type { HttpResponse } from "./http/exchange";
import { type Instance, numberOf } from "./instance";
import type { Page } from "./sharedList";

/**
 * The instances of the element that match the filter, page by page. The platform returns 404 if there are none.
 * @param filter query parameters
 * @param most the most pages to read, in case a server never stops naming a next page
 */
export async function* pagesOf(
  caller: Caller,
  filter: Readonly<Record<string, string>>,
  most: number,
): AsyncGenerator<Page> {
  let nextPage: string | undefined;
  for (let count = 0; count < most; count += 1) {
    const page = await pageOf(caller, compact({ ...filter, nextPage }));
    if (page === undefined) return;
    yield page;
    nextPage = page.next;
    if (nextPage === undefined) return;
  }
  const path = pathOf(caller);
  throw new UnreadableResponseError(
    `GET ${path} named a next page ${most} times, so the list does not end. Report this to the platform's support`,
    { verb: "GET", path, outcome: "unknown", transient: false },
  );
}

/**
 * One page of such a list; undefined if there are no instances.
 * @param query the filter, and as `nextPage` what the page before names as `next`
 */
export async function pageOf(caller: Caller, query: Readonly<Record<string, string>>): Promise<Page | undefined> {
  const path = pathOf(caller);
  const response = await caller.call({ verb: "GET", path, query }).catch(noneFound);
  if (response === undefined) return undefined;
  return {
    instances: instancesIn(caller, response, path),
    total: numberOf(response.headers["elements-total-count"]),
    next: response.headers["elements-next-page-token"] || undefined,
  };
}

function pathOf({ settings }: Caller): string {
  return `/elements/${settings.element.key}/instances`;
}

function instancesIn(caller: Caller, response: HttpResponse, path: string): Instance[] {
  const items = parseJson(response.body);
  if (!Array.isArray(items)) throw caller.unreadable(response, "GET", path);
  return items.map((item: unknown) => {
    const instance = caller.parse(item);
    // It might be the instance that is being looked for: skipping it could mean a second instance.
    if (instance === undefined) throw caller.unreadable(response, "GET", path);
    return instance;
  });
}

function noneFound(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
