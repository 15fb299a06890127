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
