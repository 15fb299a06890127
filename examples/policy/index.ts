import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

const crm = new Act365Instance(
  "crm",
  {
    apiKey: config.requireSecret("apiKey"),
    developerKey: config.requireSecret("developerKey"),
    tags: config.getObject<string[]>("tags"),
    events: { callbackUrl: config.require("callbackUrl") },
  },
  { protect: config.getBoolean("protect") ?? false },
);

export const instanceId = crm.instanceId;
export const token = crm.token;
