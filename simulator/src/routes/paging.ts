import { badRequest } from "../refusal";

/** Largest page, and the default: documented for other lists of the platform. */
const maximum = 200;

/** One page of a list, and the headers that say so. */
export interface Page<Item> {
  readonly items: Item[];
  readonly headers: Record<string, string>;
}

/**
 * Cuts one page out of a list that is in the order of its ids. The next page begins after the last id shown, so that
 * deletions in between skip nothing. A larger page than allowed is cut down, which is a choice.
 */
export function pageOf<Item extends { readonly id: number }>(all: readonly Item[], query: URLSearchParams): Page<Item> {
  const pageSize = query.get("pageSize") || String(maximum);
  if (!/^[1-9]\d*$/.test(pageSize)) throw badRequest("pageSize must be a positive whole number");
  const after = lastIdOf(query.get("nextPage"));
  const rest = all.filter((item) => item.id > after);
  const items = rest.slice(0, Math.min(Number(pageSize), maximum));
  const headers: Record<string, string> = {
    "elements-total-count": String(all.length),
    "elements-returned-count": String(items.length),
  };
  const last = items.at(-1);
  if (last && items.length < rest.length) {
    headers["elements-next-page-token"] = Buffer.from(`after ${last.id}`).toString("base64");
  }
  return { items, headers };
}

function lastIdOf(token: string | null): number {
  if (!token) return 0;
  const match = /^after (\d+)$/.exec(Buffer.from(token, "base64").toString("utf8"));
  if (!match) throw badRequest("nextPage is not a token of this list");
  return Number(match[1]);
}
