import type { InstanceRecord } from "../instances/record";
import { abridgedView, instanceView } from "../instances/view";
import { notFound } from "../refusal";
import type { Handler, UserCall } from "../server/call";
import { pageOf } from "./paging";

/** A filter from the query: all given tags (AND is a choice), and text in the name or the element's key. */
function filter(query: URLSearchParams): (instance: InstanceRecord) => boolean {
  const tags = [...query.getAll("tags[]"), ...query.getAll("tags")];
  // Whether the platform minds the case is not known; the lenient reading shows more.
  const text = (query.get("searchText") ?? "").toLowerCase();
  return (instance) =>
    tags.every((tag) => instance.tags.includes(tag)) &&
    (text === "" || [instance.name, instance.elementKey].some((where) => where.toLowerCase().includes(text)));
}

/** All that a list may show: the live instances, and deleted ones that are still seen. */
function candidates({ platform: { store, lateness }, organization, params }: UserCall): InstanceRecord[] {
  const removed = lateness.removed().filter(({ organizationId }) => organizationId === organization.id);
  const all = [...store.all(organization), ...removed].sort((a, b) => a.id - b.id);
  const element = params["key"] === undefined ? undefined : store.catalogue.get(params["key"]);
  return element ? all.filter(({ elementKey }) => elementKey === element.key) : all;
}

/**
 * `GET /instances` and `GET /elements/{key}/instances`: a bare array. None at all is 404 with a message of the form
 * `No … found` (asserted by the platform makers' own API tests; client code matches the form).
 */
export const listInstances: Handler<UserCall> = (call) => {
  const { platform, organization, query } = call;
  const matching = candidates(call).filter(filter(query));
  const { items, headers } = pageOf(
    matching.filter(({ id }) => platform.lateness.inList(id)),
    query,
  );
  if (items.length === 0) throw notFound("No element instances found");
  const view = query.get("hydrate") === "false" ? abridgedView : instanceView;
  return { json: items.map((instance) => view(platform, organization, instance)), headers };
};
