import * as pulumi from "@pulumi/pulumi";
import { CrmConnection } from "./crmConnection";

const config = new pulumi.Config();
const keys = { apiKey: config.requireSecret("apiKey"), developerKey: config.requireSecret("developerKey") };

const sales = new CrmConnection("sales", { team: "sales", ...keys });
const support = new CrmConnection("support", { team: "support", ...keys, callbackUrl: config.require("callbackUrl") });

export const instanceIds = { sales: sales.instanceId, support: support.instanceId };
export const authorizations = { sales: sales.authorization, support: support.authorization };
