import * as pulumi from "@pulumi/pulumi";
import { ownerTagFor } from "./lifecycle/model/ownerTag";
import { SETTING } from "./platform/settingNames";
import { pulumiOrganization } from "./program/pulumiOrganization";
import { stackConfiguration } from "./program/stackConfiguration";

/** "true", "false", or the text that stands for the Pulumi organization in the hash. */
export function ownerTagSetting(): string {
  return stackConfiguration(SETTING.ownerTag.key) || "true";
}

/** The owner tag of a resource; undefined if owner tags are off. */
export function declaredOwnerTag(
  type: string,
  name: string,
  parent: pulumi.Resource | undefined,
  setting: string,
): Promise<string | undefined> | string | undefined {
  if (setting === "false") return undefined;
  const organization = pulumiOrganization();
  // Known at once, which saves an Output and its promises.
  if (parent === undefined) {
    return ownerTagFor(
      setting,
      organization,
      `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`,
    );
  }
  // A promise has no dependencies, unlike an Output: an input that depends on a component waits for all its children,
  // so two instances in one component would wait for each other forever.
  const urn = new Promise<string>((resolve) => pulumi.createUrn(name, type, parent).apply(resolve));
  return urn.then((known) => ownerTagFor(setting, organization, known));
}
