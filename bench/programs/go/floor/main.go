// What the engine and its Go SDK take for a resource that nobody provides: nothing below this can be had.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

type nothing struct {
	pulumi.ResourceState
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		count, err := strconv.Atoi(os.Getenv("COUNT"))
		if err != nil {
			return err
		}
		for index := range count {
			name := pulumi.Map{"name": pulumi.Sprintf("%s-%d", os.Getenv("PREFIX"), index)}
			err := ctx.RegisterComponentResourceV2("bench:index:Nothing", fmt.Sprintf("crm-%d", index), name, &nothing{})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
