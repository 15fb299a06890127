import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

const crm = new Act365Instance("crm", {
  name: `CRM (${pulumi.getStack()})`,
  apiKey: config.requireSecret("apiKey"),
  developerKey: config.requireSecret("developerKey"),
  tags: ["sales"],
});

export const instanceId = crm.instanceId;
export const token = crm.token;
