import { ownerTagFor, parseOwnerTag, SELF_MANAGED } from "../lifecycle/model/ownerTag";
import { dynamicUrn } from "./urn";

/**
 * The owner tag of a declaration: the same text as that of the dynamic resource, so that either front end finds the other's
 * instance.
 * @param setting the text of `act365:ownerTag`
 * @param known the tag in the state. It stays where its readable part is right: it may hold the hash of a Pulumi
 *   organization, of which the engine tells programs, and not plugins
 */
export function ownerTagOf(urn: string, setting: string, known: unknown): string | undefined {
  const tag = ownerTagFor(setting, SELF_MANAGED, dynamicUrn(urn));
  if (tag === undefined || typeof known !== "string" || setting !== "true") return tag;
  return readable(known) === readable(tag) ? known : tag;
}

function readable(tag: string): string | undefined {
  const owner = parseOwnerTag(tag);
  return owner && JSON.stringify([owner.project, owner.stack, owner.resource]);
}
