import * as pulumi from "@pulumi/pulumi";
import { reason } from "../lifecycle/model/errors";
import { ownerTagFor, urnHash } from "../lifecycle/model/ownerTag";
import { configuredOwnerTag } from "../operations/settings";
import { pulumiOrganization } from "./program/pulumiOrganization";
import { stackConfiguration } from "./program/stackConfiguration";

/**
 * "true", "false", or the text that stands for the Pulumi organization in the hash.
 * @throws pulumi.RunError for another spelling of a boolean
 */
export function ownerTagSetting(): string {
  try {
    return configuredOwnerTag({ configuration: stackConfiguration });
  } catch (error) {
    throw new pulumi.RunError(reason(error));
  }
}

/** What tells a declaration apart from all others: its owner tag, or, where owner tags are off, a hash of its URN. */
export function declarationMark(
  type: string,
  name: string,
  parent: pulumi.Resource | undefined,
  setting: string,
): { ownerTag: pulumi.Input<string | undefined> } | { declaredBy: pulumi.Input<string> } {
  if (setting === "false") return { declaredBy: withUrn(type, name, parent, urnHash) };
  const organization = pulumiOrganization();
  return { ownerTag: withUrn(type, name, parent, (urn) => ownerTagFor(setting, organization, urn)) };
}

/**
 * A promise has no dependencies, unlike an Output: an input that depends on a component waits for all its children, so
 * two instances in one component would wait for each other forever.
 */
async function withUrn<T>(
  type: string,
  name: string,
  parent: pulumi.Resource | undefined,
  use: (urn: string) => T,
): Promise<T> {
  return use(await new Promise<string>((resolve) => pulumi.createUrn(name, type, parent).apply(resolve)));
}
