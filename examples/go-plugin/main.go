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
