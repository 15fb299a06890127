import { badRequest, notFound } from "../refusal";
import { forUser } from "../server/access";
import { type Handler, param, type Routes, type UserCall } from "../server/call";
import type { UsageEntry } from "../store/usageEntry";
import { pageOf } from "./paging";

/** Its members are a choice. */
function entryView(entry: UsageEntry): Record<string, unknown> {
  return {
    traffic_id: entry.requestId,
    request_id: entry.requestId,
    element_instance_id: entry.instanceId,
    element_key: entry.elementKey,
    tags: entry.tags,
    http_method: entry.method,
    request_uri: entry.path,
    response_code: 200,
    status: "success",
    traffic_date: entry.time.toISOString(),
  };
}

function entriesOf({ platform, organization }: UserCall): UsageEntry[] {
  return platform.usage.filter(({ organizationId }) => organizationId === organization.id);
}

/** Finds a call by its request id (platform makers' own API tests). */
const getUsage: Handler<UserCall> = (call) => {
  const entry = entriesOf(call).find(({ requestId }) => requestId === param(call, "traffic"));
  if (!entry) throw notFound("No usage found");
  return { json: entryView(entry) };
};

/** A moment from the query, in milliseconds; 400 if it is not one (the makers' own API tests assert it for analytics). */
function moment(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (!text) return otherwise;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw badRequest(`${name} must be a date`);
  return ms;
}

/** The calls between `from` and `to`, optionally only those on instances with all of `tags[]`. */
const listUsage: Handler<UserCall> = (call) => {
  const { query } = call;
  const tags = query.getAll("tags[]");
  const from = moment(query, "from", Number.NEGATIVE_INFINITY);
  const to = moment(query, "to", Number.POSITIVE_INFINITY);
  const found = entriesOf(call)
    .filter(({ time }) => time.getTime() >= from && time.getTime() <= to)
    .filter((entry) => tags.every((tag) => entry.tags.includes(tag)));
  const { items, headers } = pageOf(found, query);
  if (items.length === 0) throw notFound("No usage found");
  return { json: items.map(entryView), headers };
};

/** An organization's latest element calls, in the order in which they came. */
export const usageRoutes: Routes = {
  "GET /usage": forUser(listUsage),
  "GET /usage/{traffic}": forUser(getUsage),
};
