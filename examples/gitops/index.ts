import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

/** A secret that the pipeline has in its environment. */
function secretFrom(variable: string): pulumi.Output<string> {
  const value = process.env[variable];
  if (!value) throw new pulumi.RunError(`${variable} is missing in the environment`);
  return pulumi.secret(value);
}

const crm = new Act365Instance("crm", {
  name: `CRM (${pulumi.getStack()})`,
  apiKey: secretFrom("ACT365_API_KEY"),
  developerKey: secretFrom("ACT365_DEVELOPER_KEY"),
  tags: ["sales"],
});

export const instanceId = crm.instanceId;
export const token = crm.token;
