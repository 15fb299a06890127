import * as pulumi from "@pulumi/pulumi";
import { provider } from "./provider";

/** What a program declares of an instance. */
interface InstanceArgs {
  readonly name: pulumi.Input<string>;
  readonly apiKey: pulumi.Input<string>;
  readonly developerKey: pulumi.Input<string>;
  readonly tags?: pulumi.Input<pulumi.Input<string>[]>;
}

/** An element instance, by a provider in the program: what a careful user would write without this package. */
export class Instance extends pulumi.dynamic.Resource {
  declare readonly instanceId: pulumi.Output<string>;
  declare readonly token: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly tags: pulumi.Output<string[]>;
  declare readonly createdDate: pulumi.Output<string>;
  declare readonly valid: pulumi.Output<boolean>;

  constructor(name: string, args: InstanceArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = {
      ...args,
      tags: args.tags ?? [],
      apiKey: pulumi.secret(args.apiKey),
      developerKey: pulumi.secret(args.developerKey),
    };
    const outputs = { instanceId: undefined, token: undefined, createdDate: undefined, valid: undefined };
    const secretOutputs = { additionalSecretOutputs: ["token", "apiKey", "developerKey"] };
    super(provider, name, { ...inputs, ...outputs }, pulumi.mergeOptions(opts, secretOutputs));
  }
}
