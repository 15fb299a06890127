import * as pulumi from "@pulumi/pulumi";
import { Act365Instance, Act365Provider } from "pulumi-act365";

const config = new pulumi.Config();

/** One instance, in an organization of its own that the stack's settings describe. */
function crmOf(region: string): Act365Instance {
  const settings = new pulumi.Config(region);
  const provider = new Act365Provider(region, {
    baseUrl: settings.get("baseUrl"),
    userSecret: settings.requireSecret("userSecret"),
    organizationSecret: settings.requireSecret("organizationSecret"),
  });
  return new Act365Instance(
    `crm-${region}`,
    { apiKey: settings.requireSecret("apiKey"), developerKey: config.requireSecret("developerKey"), tags: [region] },
    { provider },
  );
}

const us = crmOf("us");
const eu = crmOf("eu");

export const organizationIds = { us: us.organizationId, eu: eu.organizationId };
export const tokens = { us: us.token, eu: eu.token };
