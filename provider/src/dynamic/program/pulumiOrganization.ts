import * as pulumi from "@pulumi/pulumi";
import { SELF_MANAGED } from "../../lifecycle/model/ownerTag";

/** The Pulumi organization that the stack belongs to, or `SELF_MANAGED`. */
export function pulumiOrganization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    // Only in a unit test whose mocks name no organization: the engine always names one.
    return SELF_MANAGED;
  }
}
