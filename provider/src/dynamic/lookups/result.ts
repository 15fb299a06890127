import type * as pulumi from "@pulumi/pulumi";
import type { FoundAct365Instance } from "../../lookups/found";

/** `FoundAct365Instance` with the token as a secret output, so that it cannot be printed by accident. */
export type GetAct365InstanceResult = Omit<FoundAct365Instance, "token"> & {
  /** Secret: the element token that API calls on the instance use. */
  readonly token: pulumi.Output<string>;
};
