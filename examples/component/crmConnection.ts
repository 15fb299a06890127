import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

/** What a team has to say about its connection to Act! 365. */
export interface CrmConnectionArgs {
  /** The team that owns the connection. */
  readonly team: string;
  readonly apiKey: pulumi.Input<string>;
  readonly developerKey: pulumi.Input<string>;
  /** Where changes in Act! 365 are sent. Default: nowhere, they are not polled for. */
  readonly callbackUrl?: pulumi.Input<string>;
}

/** A connection to Act! 365 with our defaults: named and tagged by team and stack; checked and protected in production. */
export class CrmConnection extends pulumi.ComponentResource {
  readonly instanceId: pulumi.Output<string>;
  /** Secret: the value for the `Authorization` header, after `User …, Organization …, `. */
  readonly authorization: pulumi.Output<string>;

  constructor(name: string, args: CrmConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:crm:CrmConnection", name, {}, opts);
    const { team, apiKey, developerKey, callbackUrl } = args;
    const stack = pulumi.getStack();
    const inProduction = stack === "prod";
    const instance = new Act365Instance(
      name,
      {
        name: `Act! 365 of ${team} (${stack})`,
        apiKey,
        developerKey,
        tags: [team, stack],
        verify: inProduction,
        events: callbackUrl === undefined ? undefined : { callbackUrl, pollIntervalMinutes: inProduction ? 5 : 15 },
      },
      { parent: this, protect: inProduction },
    );
    this.instanceId = instance.instanceId;
    this.authorization = pulumi.interpolate`Element ${instance.token}`;
    this.registerOutputs({ instanceId: this.instanceId, authorization: this.authorization });
  }
}
