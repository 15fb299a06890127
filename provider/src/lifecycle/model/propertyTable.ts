import { urlHoldsSecret } from "../../redaction/parts";
import { objectType, type PropertyTable, RESOURCE_NAME, type ValuesOf } from "./property";
import {
  BASE_URL,
  BOOLEAN,
  CONFIGURATION,
  FILLED_TEXT,
  ID,
  MINUTES,
  NAME,
  NUMBER,
  POLLERS,
  TAGS,
  TEXT,
  WEB_URL,
} from "./types";

// The one place that describes inputs, outputs and what else is in the state. Types, checks, differences, secret paths, the
// args of the TypeScript resource and the schema of the plugin come from here. Only the vendor's credentials are described
// elsewhere, since each element has its own (`elements/`).

const BASIC_AUTH = {
  username: {
    type: FILLED_TEXT,
    required: true,
    key: "event.notification.basic.username",
    description: "The user name at the callback. Not secret: previews show it.",
  },
  password: {
    type: FILLED_TEXT,
    required: true,
    secret: true,
    key: "event.notification.basic.password",
    label: "callbackPassword",
    description: "The password at the callback.",
  },
} as const satisfies PropertyTable;

/** The properties of `events`; their keys are the same for all polling elements (official documentation). */
export const EVENTS = {
  callbackUrl: {
    type: WEB_URL,
    required: true,
    secret: (url) => typeof url === "string" && urlHoldsSecret(url),
    key: "event.notification.callback.url",
    driftsUndeclared: true,
    description: "Where events are sent: an http or https URL. Secret if it has a user or a query.",
  },
  pollIntervalMinutes: {
    type: MINUTES,
    key: "event.poller.refresh_interval",
    driftsUndeclared: true,
    defaultInWords: "the element's, 15",
    description: "Minutes between polls, at least 1.",
  },
  callbackHeaders: {
    type: FILLED_TEXT,
    secret: true,
    key: "event.notification.callback.headers",
    description: "Headers for the callback, in the platform's format, which often hold the receiver's credentials.",
  },
  basicAuth: {
    type: objectType(
      "BasicAuth",
      "A user and password for the callback.",
      BASIC_AUTH,
      "must be an object with username and password",
    ),
    description: "Basic authentication at the callback.",
  },
  signatureKey: {
    type: FILLED_TEXT,
    secret: true,
    key: "event.notification.signature.key",
    description: "The key of the HMAC that signs events.",
  },
  pollers: {
    type: POLLERS,
    key: "event.poller.configuration",
    defaultInWords: "the element's",
    description: "What is polled and how (the element's key `event.poller.configuration`).",
  },
} as const satisfies PropertyTable;

/** The values of `events`. */
export type EventsInEffect = ValuesOf<typeof EVENTS>;

/** The inputs of an instance, besides the vendor's credentials. */
export const DECLARED = {
  name: {
    type: NAME,
    default: RESOURCE_NAME,
    sentBy: "PATCH",
    description: "The instance's name on the platform, which strips HTML tags from it. Names need not be unique.",
  },
  tags: {
    type: TAGS,
    default: [],
    sentBy: "PATCH",
    description:
      "Tags on the platform, compared as a set; an owner tag is added to them. Tags that begin with `pulumi:` are refused. " +
      "An empty list clears them.",
  },
  enabled: {
    type: BOOLEAN,
    default: true,
    sentBy: "/enabled",
    description: "Whether calls with the token work; those on a disabled instance get a 403.",
  },
  events: {
    type: objectType(
      "Events",
      "Event polling: the platform asks Act! 365 for changes and sends them to the callback.",
      EVENTS,
      "must be an object with at least callbackUrl",
    ),
    sentBy: "PUT",
    defaultInWords: "none; removing it turns notifications off",
    description: "Event polling.",
  },
  configuration: {
    type: CONFIGURATION,
    sentBy: "PUT",
    description:
      'Other configuration keys of the element, as they are, such as `{ "filter.response.nulls": false }`. A key that you ' +
      "remove is reset to the element's default. Values of keys that hold credentials become secret.",
  },
  verify: {
    type: BOOLEAN,
    default: false,
    description:
      "Whether to ping Act! 365 through the instance after each create and update, and to fail (keeping the instance) if it " +
      "does not confirm the instance. A disabled instance is not pinged. Changing only `verify` is not a difference.",
  },
  adoptId: {
    type: ID,
    description:
      "The id of an existing instance to adopt instead of creating one; it is changed to the declared state. An instance " +
      "that carries another declaration's owner tag is refused. Only create uses the id: remove it once the instance is in " +
      "the state.",
  },
} as const satisfies PropertyTable;

/** Inputs that the front end adds; programs cannot set them. */
export const ADDED = {
  ownerTag: {
    type: TEXT,
    sentBy: "PATCH",
    description:
      "The tag by which this declaration finds its instance; missing if owner tags are off, or if somebody removed it.",
  },
  // Never a difference: it only tells declarations apart where owner tags are off.
  declaredBy: { type: TEXT, description: "A hash of the URN where owner tags are off." },
} as const satisfies PropertyTable;

/** Outputs that only the platform knows. */
export const OUTPUTS = {
  instanceId: { type: TEXT, description: "The instance's id on the platform; the same as the resource's id." },
  token: {
    type: TEXT,
    secret: true,
    description: "The element token that API calls on the instance send. Updates do not change it.",
  },
  elementId: { type: NUMBER, description: "The id of the element Act! 365 in the platform's catalog." },
  organizationId: {
    type: NUMBER,
    description: "The id of the platform's organization that the instance belongs to.",
  },
  accountId: { type: NUMBER, description: "The id of the platform's account that the instance belongs to." },
  createdDate: { type: TEXT, description: "When the instance was created, RFC 3339." },
  valid: { type: BOOLEAN, description: "Whether the platform considers the instance valid." },
  baseUrl: { type: BASE_URL, description: "The platform that the instance lives on." },
} as const satisfies PropertyTable;

/**
 * What the state has for the provider's own use, and no program declares: marks, which are there only if true, and a
 * hash.
 */
export const MARKS = {
  sendCredentialsAgain: {
    type: BOOLEAN,
    formerName: "credentialsPending",
    description:
      "The credentials in effect may not be the declared ones, so the next update sends (and verifies) them.",
  },
  adoptionPending: {
    type: BOOLEAN,
    description: "The platform refused the adoption, so this declaration must not delete the instance.",
  },
  external: { type: BOOLEAN, description: "Another program manages the instance; this one only reads it." },
  seenBy: { type: TEXT, description: "Which user secret last saw the instance: a hash, see `userMark`." },
} as const satisfies PropertyTable;
