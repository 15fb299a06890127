import { createHash } from "node:crypto";
import { stripHtml } from "../platform/htmlStripping";

/** The form of an owner tag; other tools' tags that merely begin with "pulumi:" have no hash at the end. */
const OWNER_TAG = /^pulumi:[^/]+\/[^/]+\/.*:[0-9a-f]{10}$/s;

/**
 * The tag that ties an instance to one declaration: readable, and unique by the hash of the URN. The platform has no
 * idempotency key and names are not unique, so this is how a lost instance is found again.
 * @param urn the resource's URN
 * @param organization the Pulumi organization, or the text of `act365:ownerTag` that stands for it
 */
export function ownerTag(urn: string, organization: string): string {
  // urn:pulumi:<stack>::<project>::<types>::<name>; the name may hold "::" itself.
  const [stack = "", project = "", , ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  const hash = createHash("sha256").update(`${organization}|${urn}`).digest("hex").slice(0, 10);
  // As the platform would keep it: a stripped tag would not be found again.
  return stripHtml(`pulumi:${project}/${stack}/${name.join("::")}:${hash}`);
}

/** The owner tag among an instance's tags that is not ours, if there is one. */
export function foreignOwnerTag(tags: readonly string[], ours: string | undefined): string | undefined {
  return tags.find((tag) => tag !== ours && OWNER_TAG.test(tag));
}
