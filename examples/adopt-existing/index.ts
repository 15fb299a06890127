import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

const config = new pulumi.Config();

/** Ids of instances that exist already, by team; numbers, if they were set without quotes. */
const adopt = config.getObject<Record<string, string | number>>("adopt") ?? {};

function crmOf(team: string): Act365Instance {
  const id = adopt[team];
  return new Act365Instance(
    team,
    {
      name: `CRM of ${team}`,
      apiKey: config.requireSecret("apiKey"),
      developerKey: config.requireSecret("developerKey"),
      tags: [team],
      adoptId: id === undefined ? undefined : String(id),
    },
    // What was there before this program shall not go with it by accident.
    { protect: true },
  );
}

const sales = crmOf("sales");
const support = crmOf("support");

export const instanceIds = { sales: sales.instanceId, support: support.instanceId };
export const tokens = { sales: sales.token, support: support.token };
