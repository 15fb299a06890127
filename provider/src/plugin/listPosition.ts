import { isRecord, parseJson } from "../util/json";
import { invalidArgument } from "./callErrors";

/** Where a list goes on. */
export interface Position {
  /** The platform's name for the page; undefined for the first. */
  readonly page: string | undefined;
  /** How many of its instances were sent already. */
  readonly skip: number;
  /** How many instances the whole list may have. */
  readonly limit: number;
  /** How many of those were sent already. */
  readonly sent: number;
}

/**
 * Where to go on.
 * @param token what the page before ended with; "" for the first page
 * @param asked the limit of this request; less than 1: none. By the protocol, each page's request repeats the limit of the
 *   first, while the CLI asks for the rest, which is another number. Then the count begins again
 * @throws StatusError
 */
export function fromToken(token: string, asked: number): Position {
  const limit = asked < 1 ? Number.POSITIVE_INFINITY : asked;
  if (token === "") return { page: undefined, skip: 0, limit, sent: 0 };
  const position = parseJson(Buffer.from(token, "base64url").toString());
  if (!isRecord(position)) throw invalidArgument("the continuation token is not one of this plugin");
  const { page, skip, limit: before, sent } = position;
  return {
    page: typeof page === "string" ? page : undefined,
    skip: Number(skip ?? 0),
    limit,
    sent: before === asked ? Number(sent ?? 0) : 0,
  };
}

/** The token of the page that begins there. */
export function toToken({ page, skip, limit, sent }: Position): string {
  const asked = Number.isFinite(limit) ? limit : 0;
  return Buffer.from(JSON.stringify({ page, skip, limit: asked, sent })).toString("base64url");
}
