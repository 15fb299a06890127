import type { Example } from "./examples";

/** Events, whose credentials stay secret. */
export const EVENTS_EXAMPLE: Example = {
  title: "An instance that sends events",
  typescript: `
import * as pulumi from "@pulumi/pulumi";
import * as act365 from "pulumi-act365-sdk";

const config = new pulumi.Config();
const crm = new act365.Instance("crm", {
    apiKey: config.requireSecret("apiKey"),
    developerKey: config.requireSecret("developerKey"),
    events: {
        callbackUrl: "https://events.example.com/act365",
        pollIntervalMinutes: 5,
        signatureKey: config.requireSecret("signatureKey"),
    },
    configuration: { "filter.response.nulls": false },
});
`,
  python: `
import pulumi
import pulumi_act365 as act365

config = pulumi.Config()
crm = act365.Instance("crm",
    api_key=config.require_secret("apiKey"),
    developer_key=config.require_secret("developerKey"),
    events={
        "callback_url": "https://events.example.com/act365",
        "poll_interval_minutes": 5,
        "signature_key": config.require_secret("signatureKey"),
    },
    configuration={"filter.response.nulls": False})
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
		_, err := act365.NewInstance(ctx, "crm", &act365.InstanceArgs{
			ApiKey:       cfg.RequireSecret("apiKey"),
			DeveloperKey: cfg.RequireSecret("developerKey"),
			Events: &act365.EventsArgs{
				CallbackUrl:         pulumi.String("https://events.example.com/act365"),
				PollIntervalMinutes: pulumi.Int(5),
				SignatureKey:        cfg.RequireSecret("signatureKey"),
			},
			Configuration: pulumi.Map{
				"filter.response.nulls": pulumi.Any(false),
			},
		})
		return err
	})
}
`,
  csharp: `
using Pulumi;
using Act365 = PulumiAct365.Act365;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var crm = new Act365.Instance("crm", new()
    {
        ApiKey = config.RequireSecret("apiKey"),
        DeveloperKey = config.RequireSecret("developerKey"),
        Events = new Act365.Inputs.EventsArgs
        {
            CallbackUrl = "https://events.example.com/act365",
            PollIntervalMinutes = 5,
            SignatureKey = config.RequireSecret("signatureKey"),
        },
        Configuration = { ["filter.response.nulls"] = false },
    });
});
`,
  java: `
package myproject;

import com.pulumi.Pulumi;
import io.github.pulumiact365.act365.Instance;
import io.github.pulumiact365.act365.InstanceArgs;
import io.github.pulumiact365.act365.inputs.EventsArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();
            var crm = new Instance("crm", InstanceArgs.builder()
                .apiKey(config.requireSecret("apiKey"))
                .developerKey(config.requireSecret("developerKey"))
                .events(EventsArgs.builder()
                    .callbackUrl("https://events.example.com/act365")
                    .pollIntervalMinutes(5)
                    .signatureKey(config.requireSecret("signatureKey"))
                    .build())
                .configuration(Map.of("filter.response.nulls", false))
                .build());
        });
    }
}
`,
  yaml: `
configuration:
  apiKey:
    type: string
    secret: true
  developerKey:
    type: string
    secret: true
  signatureKey:
    type: string
    secret: true
resources:
  crm:
    type: act365:Instance
    properties:
      apiKey: \${apiKey}
      developerKey: \${developerKey}
      events:
        callbackUrl: https://events.example.com/act365
        pollIntervalMinutes: 5
        signatureKey: \${signatureKey}
      configuration:
        filter.response.nulls: false
`,
};
