import { join } from "node:path";
import type { ElementDefinition } from "../../provider/src/elements/definition";
import { canary } from "./canary";
import type { Properties } from "./plugin";

/**
 * An element that nobody has, as unlike Act! 365 as an element may be: another hub, three credentials under other names, of
 * which the platform shows the second in clear. The simulator knows any key, and masks by the keys' names.
 */
export const TICKET_DESK: ElementDefinition = {
  key: "ticketdesk",
  name: "Ticket Desk",
  hub: "helpdesk",
  credentials: [
    {
      input: "accountSecret",
      key: "account.secret",
      masked: true,
      where: "Ticket Desk under Account > Security",
      description: "",
    },
    { input: "agentKey", key: "agent.api.key", masked: false, where: "Ticket Desk under Agents", description: "" },
    {
      input: "signingPassword",
      key: "signing.password",
      masked: true,
      where: "the Ticket Desk developer portal",
      description: "",
    },
  ],
  configuration: {
    "account.secret": { default: null, type: "password", secret: true, required: true, polling: false },
    "agent.api.key": { default: null, type: "text", secret: true, required: true, polling: false },
    "signing.password": { default: null, type: "password", secret: true, required: true, polling: false },
    "queue.size": { default: "25", type: "number", secret: false, required: false, polling: false },
  },
};

export const TICKET_DESK_TAG = "pulumi:project/dev/desk:0123456789";

/** What the stock plugin evaluates for that element: the text in the state of a package that was made for it. */
export const TICKET_DESK_PROVIDER_TEXT = `exports.handler=()=>new (require(${JSON.stringify(
  join(__dirname, "..", "..", "provider", "dist", "dynamic", "dynamicProvider.js"),
)}).DynamicProvider)(${JSON.stringify(TICKET_DESK)});`;

/** The three credentials, all of them canaries. */
export function ticketDeskCredentials() {
  return {
    accountSecret: canary("accountSecret"),
    agentKey: canary("agentKey"),
    signingPassword: canary("signingPassword"),
  };
}

/** Inputs as a constructor for that element would send them. */
export function ticketDesk(inputs: Properties = {}): Properties {
  return {
    name: "desk",
    ...ticketDeskCredentials(),
    tags: ["support"],
    enabled: true,
    verify: false,
    ownerTag: TICKET_DESK_TAG,
    ...inputs,
  };
}
