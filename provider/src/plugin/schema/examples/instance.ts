import type { Example } from "./examples";

/** The main job: an instance, and its id and token as outputs. These are the programs of `examples/*-plugin`; a test compares them. */
export const INSTANCE_EXAMPLE: Example = {
  title: "An instance",
  typescript: `
import * as pulumi from "@pulumi/pulumi";
import * as act365 from "pulumi-act365-sdk";

const config = new pulumi.Config();

const crm = new act365.Instance("crm", {
  apiKey: config.requireSecret("apiKey"),
  developerKey: config.requireSecret("developerKey"),
  tags: ["sales"],
});

export const instanceId = crm.instanceId;
export const token = crm.token;
`,
  python: `
import pulumi
import pulumi_act365 as act365

config = pulumi.Config()

crm = act365.Instance(
    "crm",
    api_key=config.require_secret("apiKey"),
    developer_key=config.require_secret("developerKey"),
    tags=["sales"],
)

pulumi.export("instanceId", crm.instance_id)
pulumi.export("token", crm.token)
`,
  go: `
package main

import (
	"github.com/pulumi-act365/pulumi-act365/sdk/go/act365"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")

		crm, err := act365.NewInstance(ctx, "crm", &act365.InstanceArgs{
			ApiKey:       cfg.RequireSecret("apiKey"),
			DeveloperKey: cfg.RequireSecret("developerKey"),
			Tags:         pulumi.ToStringArray([]string{"sales"}),
		})
		if err != nil {
			return err
		}

		ctx.Export("instanceId", crm.InstanceId)
		ctx.Export("token", crm.Token)
		return nil
	})
}
`,
  csharp: `
using System.Collections.Generic;
using Pulumi;
using Act365 = PulumiAct365.Act365;

return await Deployment.RunAsync(() =>
{
    var config = new Config();

    var crm = new Act365.Instance("crm", new()
    {
        ApiKey = config.RequireSecret("apiKey"),
        DeveloperKey = config.RequireSecret("developerKey"),
        Tags = new[] { "sales" },
    });

    return new Dictionary<string, object?>
    {
        ["instanceId"] = crm.InstanceId,
        ["token"] = crm.Token,
    };
});
`,
  java: `
package example;

import com.pulumi.Pulumi;
import io.github.pulumiact365.act365.Instance;
import io.github.pulumiact365.act365.InstanceArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();

            var crm = new Instance("crm", InstanceArgs.builder()
                .apiKey(config.requireSecret("apiKey"))
                .developerKey(config.requireSecret("developerKey"))
                .tags("sales")
                .build());

            ctx.export("instanceId", crm.instanceId());
            ctx.export("token", crm.token());
        });
    }
}
`,
  yaml: `
config:
  apiKey:
    type: string
    secret: true
  developerKey:
    type: string
    secret: true
resources:
  crm:
    type: act365:Instance
    properties:
      apiKey: \${apiKey}
      developerKey: \${developerKey}
      tags: [sales]
outputs:
  instanceId: \${crm.instanceId}
  token: \${crm.token}
`,
};
