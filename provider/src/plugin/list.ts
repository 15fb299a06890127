import { type ListRequest, ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import { unknownPaths } from "../lifecycle/model/paths";
import type { ClientSession } from "../operations/openSession";
import { stripHtml } from "../platform/htmlStripping";
import type { Instance } from "../platform/instance";
import { argumentProblem, givenArguments } from "./arguments";
import { invalidArgument } from "./callErrors";
import type { Context } from "./context";
import { fromToken, type Position, toToken } from "./listPosition";
import { fromStruct } from "./wire";

/** The most instances that the platform puts on a page (official documentation). */
const LARGEST_PAGE = 200;

/** Which instances are listed: those with this tag and this name. */
interface Filter {
  readonly tag: string | undefined;
  readonly name: string | undefined;
}

/**
 * The instances that match the query, one page a call; their ids can be imported.
 * @param send takes one message of the stream
 */
export async function list(
  context: Context,
  request: ListRequest,
  send: (message: ListResponse) => void,
): Promise<void> {
  const query = fromStruct(request.getQuery()).values;
  if (unknownPaths(query).length > 0) return send(computed());
  const given = givenArguments(query);
  const problem = argumentProblem(given, { tag: "string", name: "string" });
  if (problem !== undefined) throw invalidArgument(`a list of instances ${problem}`);
  const [tag, name] = [given["tag"], given["name"]].map((value) => (typeof value === "string" ? value : undefined));
  const from = fromToken(request.getContinuationToken(), request.getLimit());
  const size = request.getPageSize();
  const { instances, next } = await context.session("", 0, (session) => page({ tag, name }, size, from, session));
  for (const instance of instances) send(result(instance));
  if (next !== undefined) send(continuation(toToken(next)));
}

/** The next matching instances, at least one if there is any, and where the list goes on. */
async function page(filter: Filter, size: number, from: Position, { platform }: ClientSession) {
  const pageSize = size < 1 ? LARGEST_PAGE : Math.min(size, LARGEST_PAGE);
  const room = Math.min(from.limit - from.sent, pageSize);
  let { page: after, skip } = from;
  for (;;) {
    const { instances: all, next } = await platform.page(searched(filter), pageSize, after);
    const matching = all.filter((instance) => matches(instance, filter)).slice(skip);
    const instances = matching.slice(0, room);
    const sent = from.sent + instances.length;
    const isCut = instances.length < matching.length;
    if (sent >= from.limit || (!isCut && next === undefined)) return { instances, next: undefined };
    const position = isCut ? { page: after, skip: skip + instances.length } : { page: next, skip: 0 };
    if (instances.length > 0) return { instances, next: { ...position, limit: from.limit, sent } };
    ({ page: after, skip } = position);
  }
}

/** What the platform can search for; it matches parts of names. */
function searched({ tag, name }: Filter) {
  return {
    ...(tag === undefined ? {} : { tag }),
    ...(name === undefined ? {} : { searchText: stripHtml(name) }),
  };
}

function matches(instance: Instance, { tag, name }: Filter): boolean {
  const hasTag = tag === undefined || (instance.tags?.includes(tag) ?? false);
  return hasTag && (name === undefined || instance.name === stripHtml(name));
}

function result({ id, name }: Instance): ListResponse {
  const item = new ListResponse.Result();
  item.setId(id);
  item.setName(name ?? "");
  const response = new ListResponse();
  response.setResult(item);
  return response;
}

function continuation(token: string): ListResponse {
  const item = new ListResponse.Continuation();
  item.setContinuationToken(token);
  const response = new ListResponse();
  response.setContinuation(item);
  return response;
}

/** The response where the query is not known yet. */
function computed(): ListResponse {
  const response = new ListResponse();
  response.setComputed(new ListResponse.Computed());
  return response;
}
