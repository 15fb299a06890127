// Declares instances as a program in Go does, with the SDK that `pulumi package add` generates.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/pulumi-act365/pulumi-act365/sdk/go/act365"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		count, err := strconv.Atoi(os.Getenv("COUNT"))
		if err != nil {
			return err
		}
		for index := range count {
			_, err := act365.NewInstance(ctx, fmt.Sprintf("crm-%d", index), &act365.InstanceArgs{
				Name:         pulumi.Sprintf("%s-%d", os.Getenv("PREFIX"), index),
				ApiKey:       pulumi.String(os.Getenv("API_KEY")),
				DeveloperKey: pulumi.String(os.Getenv("DEVELOPER_KEY")),
				Tags:         pulumi.ToStringArray([]string{"sales"}),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
