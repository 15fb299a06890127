import type { Example } from "./examples";

export const GET_INSTANCE_EXAMPLE: Example = {
  title: "The token of an instance",
  typescript: `
import * as act365 from "pulumi-act365-sdk";

const crm = act365.getInstanceOutput({ name: "crm-prod" });

export const token = crm.token;
`,
  python: `
import pulumi
import pulumi_act365 as act365

crm = act365.get_instance_output(name="crm-prod")

pulumi.export("token", crm.token)
`,
  go: `
package main

import (
	"github.com/pulumi-act365/pulumi-act365/sdk/go/act365"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		crm := act365.LookupInstanceOutput(ctx, act365.LookupInstanceOutputArgs{
			Name: pulumi.String("crm-prod"),
		})
		ctx.Export("token", crm.Token())
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
    var crm = Act365.GetInstance.Invoke(new() { Name = "crm-prod" });

    return new Dictionary<string, object?>
    {
        ["token"] = crm.Apply(found => found.Token),
    };
});
`,
  java: `
package myproject;

import com.pulumi.Pulumi;
import io.github.pulumiact365.act365.Act365Functions;
import io.github.pulumiact365.act365.inputs.GetInstanceArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var crm = Act365Functions.getInstance(GetInstanceArgs.builder()
                .name("crm-prod")
                .build());

            ctx.export("token", crm.applyValue(found -> found.token()));
        });
    }
}
`,
  yaml: `
variables:
  crm:
    fn::invoke:
      function: act365:getInstance
      arguments:
        name: crm-prod
outputs:
  token: \${crm.token}
`,
};

export const LIST_INSTANCES_EXAMPLE: Example = {
  title: "The instances with a tag",
  typescript: `
import * as act365 from "pulumi-act365-sdk";

const sales = act365.listInstancesOutput({ tags: ["sales"] });

export const ids = sales.instances.apply(instances => instances.map(instance => instance.instanceId));
`,
  python: `
import pulumi
import pulumi_act365 as act365

sales = act365.list_instances_output(tags=["sales"])

pulumi.export("ids", sales.instances.apply(lambda instances: [each.instance_id for each in instances]))
`,
  go: `
package main

import (
	"github.com/pulumi-act365/pulumi-act365/sdk/go/act365"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		sales := act365.ListInstancesOutput(ctx, act365.ListInstancesOutputArgs{
			Tags: pulumi.StringArray{pulumi.String("sales")},
		})
		ctx.Export("instances", sales.Instances())
		return nil
	})
}
`,
  csharp: `
using System.Collections.Generic;
using System.Linq;
using Pulumi;
using Act365 = PulumiAct365.Act365;

return await Deployment.RunAsync(() =>
{
    var sales = Act365.ListInstances.Invoke(new() { Tags = new[] { "sales" } });

    return new Dictionary<string, object?>
    {
        ["ids"] = sales.Apply(found => found.Instances.Select(each => each.InstanceId).ToList()),
    };
});
`,
  java: `
package myproject;

import com.pulumi.Pulumi;
import io.github.pulumiact365.act365.Act365Functions;
import io.github.pulumiact365.act365.inputs.ListInstancesArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var sales = Act365Functions.listInstances(ListInstancesArgs.builder()
                .tags("sales")
                .build());

            ctx.export("ids", sales.applyValue(found ->
                found.instances().stream().map(each -> each.instanceId()).toList()));
        });
    }
}
`,
  yaml: `
variables:
  sales:
    fn::invoke:
      function: act365:listInstances
      arguments:
        tags:
          - sales
outputs:
  instances: \${sales.instances}
`,
};
