import type { Platform } from "../platform";
import { notFound } from "../platformError";
import type { PlatformCall } from "../server/access";
import type { InstanceRecord } from "../store/instanceRecord";
import { pageOf } from "./paging";
import { shownInstance } from "./shownInstance";

/** A filter from the query: every tag asked for (AND is a choice), and text in the name or the element's key. */
function filter(query: URLSearchParams): (instance: InstanceRecord) => boolean {
  const tags = [...query.getAll("tags[]"), ...query.getAll("tags")];
  // Whether the platform minds the case is not known; the lenient reading shows more.
  const text = (query.get("searchText") ?? "").toLowerCase();
  return (instance) =>
    tags.every((tag) => instance.tags.includes(tag)) &&
    (text === "" || [instance.name, instance.elementKey].some((where) => where.toLowerCase().includes(text)));
}

function candidates(platform: Platform, organization: { readonly id: number }, key: string | undefined) {
  const removed = platform.lateness.removed().filter(({ organizationId }) => organizationId === organization.id);
  const all = [...platform.store.all(organization), ...removed].sort((a, b) => a.id - b.id);
  if (key === undefined) return all;
  const element = platform.store.catalogue.get(key);
  return all.filter((instance) => instance.elementKey === element.key);
}

/**
 * `GET /instances` and `GET /elements/{key}/instances`: a bare array. None at all is 404 with a message of the form
 * `No … found` (asserted by the platform makers' own API tests; client code matches the form).
 */
export const listInstances: PlatformCall = (request, platform, organization) => {
  const matching = candidates(platform, organization, request.params["key"])
    .filter(filter(request.query))
    .filter((instance) => platform.lateness.inList(instance.id));
  const page = pageOf(matching, request.query);
  if (page.items.length === 0) throw notFound("No element instances found");
  const abridged = request.query.get("hydrate") === "false";
  return {
    json: page.items.map((instance) => shownInstance(platform, organization, instance, abridged)),
    headers: page.headers,
  };
};
