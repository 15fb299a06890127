import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

/** A key from `pulumi config set --secret NAME …`, else from the environment. */
const key = (name: string, variable: string) =>
  config.getSecret(name) ?? process.env[variable] ?? config.requireSecret(name);

const crm = new Act365Instance("crm", {
  apiKey: key("apiKey", "ACT365_API_KEY"),
  developerKey: key("developerKey", "ACT365_DEVELOPER_KEY"),
  tags: config.getObject<string[]>("tags") ?? ["sales"],
});

export const instanceId = crm.instanceId;
export const token = crm.token;
