import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const environment = pulumi.getStack();
const config = new pulumi.Config();

const crm = new Act365Instance(
  "crm",
  {
    name: `CRM (${environment})`,
    apiKey: config.requireSecret("apiKey"),
    developerKey: config.requireSecret("developerKey"),
    tags: [environment, ...config.requireObject<string[]>("tags")],
    verify: config.getBoolean("verify") ?? false,
  },
  { protect: config.getBoolean("protect") ?? false },
);

export const instanceId = crm.instanceId;
export const token = crm.token;
