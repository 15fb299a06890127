import { badRequest, notFound } from "../platformError";
import type { PlatformCall } from "../server/access";
import type { UsageEntry } from "../store/usage";
import { pageOf } from "./paging";

function entryView(entry: UsageEntry): Record<string, unknown> {
  return {
    traffic_id: entry.requestId,
    request_id: entry.requestId,
    element_instance_id: entry.instanceId,
    element_key: entry.elementKey,
    tags: entry.tags,
    http_method: entry.method,
    request_uri: entry.path,
    response_code: entry.status,
    status: entry.status < 400 ? "success" : "error",
    traffic_date: entry.time.toISOString(),
  };
}

/** `GET /usage/{request id}`: finds a call afterwards (platform makers' own API tests); its members are a choice. */
export const getUsage: PlatformCall = (request, platform, organization) => {
  const entry = platform.usage.find(organization.id, request.params["traffic"] ?? "");
  if (!entry) throw notFound("No usage found");
  return { json: entryView(entry) };
};

/** A moment from the query, in milliseconds; 400 if it is none (the makers' own API tests assert it for analytics). */
function moment(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (!text) return otherwise;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw badRequest(`${name} must be a date`);
  return ms;
}

/** `GET /usage`: an organization's calls between `from` and `to`, also only those on instances with all of `tags[]`. */
export const listUsage: PlatformCall = ({ query }, platform, organization) => {
  const tags = query.getAll("tags[]");
  const from = moment(query, "from", Number.NEGATIVE_INFINITY);
  const to = moment(query, "to", Number.POSITIVE_INFINITY);
  const found = platform.usage
    .all(organization.id)
    .filter(({ time }) => time.getTime() >= from && time.getTime() <= to)
    .filter((entry) => tags.every((tag) => entry.tags.includes(tag)));
  const page = pageOf(found, query);
  if (page.items.length === 0) throw notFound("No usage found");
  return { json: page.items.map(entryView), headers: page.headers };
};
