import { notFound } from "../platformError";
import type { PlatformCall } from "../server/access";
import type { UsageEntry } from "../store/usage";

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
    traffic_date: entry.time,
  };
}

/** `GET /usage/{request id}`: finds a call afterwards (platform makers' own API tests); its members are a choice. */
export const getUsage: PlatformCall = (request, platform, organization) => {
  const entry = platform.usage.find(organization.id, request.params["traffic"] ?? "");
  if (!entry) throw notFound("No usage found");
  return { json: entryView(entry) };
};

/** `GET /usage`: an organization's latest calls, also only those on instances that carry all of `tags[]`. */
export const listUsage: PlatformCall = (request, platform, organization) => {
  const tags = request.query.getAll("tags[]");
  const found = platform.usage
    .all(organization.id)
    .filter((entry) => tags.every((tag) => entry.tags.includes(tag)))
    .slice(0, 200);
  if (found.length === 0) throw notFound("No usage found");
  return { json: found.map(entryView) };
};
