import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

const crm = new Act365Instance("crm", {
  apiKey: config.requireSecret("apiKey"),
  developerKey: config.requireSecret("developerKey"),
  events: {
    callbackUrl: config.require("callbackUrl"),
    pollIntervalMinutes: config.getNumber("pollIntervalMinutes"),
    signatureKey: config.requireSecret("signatureKey"),
  },
});

export const instanceId = crm.instanceId;
export const token = crm.token;
