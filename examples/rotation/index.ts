import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

const crm = new Act365Instance("crm", {
  apiKey: config.requireSecret("apiKey"),
  developerKey: config.requireSecret("developerKey"),
  // The new keys are tried at once, and not when the first call of an application fails.
  verify: true,
});

export const instanceId = crm.instanceId;
export const token = crm.token;
