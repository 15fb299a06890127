import * as pulumi from "@pulumi/pulumi";
import { ping } from "./ping";

const act365 = new pulumi.Config("act365");
const baseUrl = act365.get("baseUrl") ?? process.env["ACT365_BASE_URL"];
const userSecret = act365.getSecret("userSecret") ?? process.env["ACT365_USER_SECRET"];
const organizationSecret = act365.getSecret("organizationSecret") ?? process.env["ACT365_ORGANIZATION_SECRET"];

// The stack of the same environment. On a self-managed backend, getOrganization() is "organization".
const crm = new pulumi.StackReference(`${pulumi.getOrganization()}/act365-multi-environment/${pulumi.getStack()}`);
const token = crm.requireOutput("token");

// Secret, because its parts are.
export const authorization = pulumi.interpolate`User ${userSecret}, Organization ${organizationSecret}, Element ${token}`;

// A real consumer hands the header to its service. This one makes a call with it, and shows the answer.
export const answer = pulumi.unsecret(authorization.apply((header) => ping(header, baseUrl)));
