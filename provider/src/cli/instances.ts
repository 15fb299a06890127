import { type Owner, parseOwnerTag } from "../lifecycle/model/ownerTag";
import type { ClientSession } from "../operations/openSession";
import type { ListFilter } from "../platform/client";
import type { Instance } from "../platform/instance";
import type { Surroundings } from "./surroundings";

/** All instances that match the filter, ordered by id. Shows its progress on a terminal. */
export async function listAll(
  filter: ListFilter,
  session: ClientSession,
  { messages }: Surroundings,
): Promise<Instance[]> {
  const found: Instance[] = [];
  try {
    for await (const { instances, total } of session.platform.list(filter)) {
      found.push(...instances);
      if (messages.isTerminal) messages.write(`\r${found.length} of ${total ?? "?"} instances…`);
    }
  } finally {
    if (messages.isTerminal && found.length > 0) messages.write(`\r${" ".repeat(40)}\r`);
  }
  const { tag } = filter;
  // It is not known whether the platform's filter only matches whole tags.
  const matching = found.filter(({ tags }) => tag === undefined || tags?.includes(tag));
  return matching.sort((a, b) => Number(a.id) - Number(b.id));
}

/** The owner tags of an instance, and the declarations that they name. */
export function ownersOf({ tags = [] }: Pick<Instance, "tags">): { tag: string; owner: Owner }[] {
  return tags.flatMap((tag) => {
    const owner = parseOwnerTag(tag);
    return owner === undefined ? [] : [{ tag, owner }];
  });
}

/** A declaration as people read it. */
export function ownerText({ project, stack, resource }: Omit<Owner, "hash">): string {
  return `${project}/${stack}/${resource}`;
}
