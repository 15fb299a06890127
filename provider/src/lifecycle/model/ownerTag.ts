import { createHash } from "node:crypto";
import { stripHtml } from "../../platform/htmlStripping";

/** What the engine names as the organization where the backend, being self-managed, has none. */
export const SELF_MANAGED = "organization";

/** The form of an owner tag; other tools' tags that merely begin with "pulumi:" have no hash at the end. */
const OWNER_TAG = /^pulumi:([^/]+)\/([^/]+)\/(.*):([0-9a-f]{10})$/s;

/** The declaration that an owner tag names. */
export interface Owner {
  readonly project: string;
  readonly stack: string;
  /** The resource's name. */
  readonly resource: string;
  /** Distinguishes declarations with the same name, such as those of two organizations or two components. */
  readonly hash: string;
}

/**
 * The tag that ties an instance to one declaration: readable, and unique by the hash of the URN. The platform has no
 * idempotency key and names are not unique, so this is how a lost instance is found again.
 * @param setting the text of `act365:ownerTag`: "true"; "false", which turns owner tags off; or a text that replaces
 *   the organization in the hash
 * @param organization the Pulumi organization
 * @param urn the resource's URN
 */
export function ownerTagFor(setting: string, organization: string, urn: string): string | undefined {
  if (setting === "false") return undefined;
  // urn:pulumi:<stack>::<project>::<types>::<name>; the name may hold "::" itself.
  const [stack, project = "", , ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  const hashed = `${setting === "true" ? organization : setting}|${urn}`;
  const hash = urnHash(hashed);
  // As the platform would keep it: a stripped tag would not be found again.
  return stripHtml(`pulumi:${project}/${stack}/${name.join("::")}:${hash}`);
}

/** A short hash that tells URNs apart. */
export function urnHash(urn: string): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, 10);
}

/** The declaration that a tag names; undefined if it is not an owner tag. */
export function parseOwnerTag(tag: string): Owner | undefined {
  const match = OWNER_TAG.exec(tag);
  if (match === null) return undefined;
  // A match has all groups.
  const [, project, stack, resource, hash] = match;
  return { project: String(project), stack: String(stack), resource: String(resource), hash: String(hash) };
}

/** The owner tag among an instance's tags that is not ours, if there is one. */
export function foreignOwnerTag(tags: readonly string[], ours: string | undefined): string | undefined {
  return tags.find((tag) => tag !== ours && parseOwnerTag(tag) !== undefined);
}
