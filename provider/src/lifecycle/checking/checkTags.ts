import { stripHtml } from "../../platform/htmlStripping";
import { RESERVED_PREFIX } from "../model/tags";
import { isUnknown } from "../model/unknowns";
import { absent, type Failure, failure } from "./failure";

/** What is wrong with `tags`. */
export function checkTags(tags: unknown): Failure[] {
  if (absent(tags)) return [];
  if (!Array.isArray(tags)) return [failure("tags", 'must be a list of strings, such as ["sales"]')];
  return tags.flatMap((tag: unknown, index) => {
    const problem = problemOf(tag);
    return problem === undefined ? [] : [failure(`tags[${index}]`, problem)];
  });
}

function problemOf(tag: unknown): string | undefined {
  if (isUnknown(tag)) return undefined;
  if (typeof tag !== "string") return "must be a string";
  const kept = stripHtml(tag);
  if (kept.trim() === "") return "is empty (the platform strips HTML tags from it)";
  if (kept.startsWith(RESERVED_PREFIX)) {
    return `begins with "${RESERVED_PREFIX}", which is reserved for owner tags; name it differently`;
  }
  return undefined;
}
