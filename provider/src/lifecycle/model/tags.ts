import { stripHtml } from "../../platform/htmlStripping";

/** Reserved for owner tags: programs may not declare tags with this prefix. */
export const RESERVED_PREFIX = "pulumi:";

/** All tags that an instance is to carry: the program's, then the owner tag; each once. */
export function platformTags(tags: readonly string[], ownerTag: string | undefined): string[] {
  return [...new Set([...tags, ...(ownerTag === undefined ? [] : [ownerTag])])];
}

/** Whether two lists are the same set on the platform, which keeps no order and strips HTML. */
export function sameTags(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a.map(stripHtml)), new Set(b.map(stripHtml))];
  return one.size === other.size && [...one].every((tag) => other.has(tag));
}

/**
 * The program's tags as in effect: its own spelling and order while the platform has the same set, so that neither the
 * platform's order nor its HTML stripping shows as drift.
 * @param found all tags on the platform, the owner tag among them
 */
export function declaredTags(
  found: readonly string[],
  declared: readonly string[] | undefined,
  ownerTag: string | undefined,
): readonly string[] {
  const others = found.filter((tag) => tag !== ownerTag);
  return declared !== undefined && sameTags(others, declared) ? declared : [...others].sort();
}
