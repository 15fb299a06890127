import { MASK } from "../../elements/definition";
import { isRecord } from "../../util/json";
import { isUnknown } from "../model/unknowns";
import { absent, type Failure, failure, unlisted } from "./failure";

const PROPERTIES = ["callbackUrl", "pollIntervalMinutes", "callbackHeaders", "basicAuth", "signatureKey", "pollers"];

const WEB = ["http:", "https:"];

/**
 * What is wrong with `events`.
 * @param olds the events of the existing resource: an import may have left out a callback URL that holds a secret
 */
export function checkEvents(events: unknown, olds?: unknown): Failure[] {
  if (absent(events)) return [];
  if (!isRecord(events)) return [failure("events", "must be an object with at least callbackUrl")];
  return [
    ...unlisted(Object.keys(events), PROPERTIES, "events", "events."),
    ...(lacksCallbackUrl(events) && lacksCallbackUrl(olds) ? [] : checkCallbackUrl(events["callbackUrl"])),
    ...checkInterval(events["pollIntervalMinutes"]),
    ...checkText("callbackHeaders", events["callbackHeaders"]),
    ...checkBasicAuth(events["basicAuth"]),
    ...checkText("signatureKey", events["signatureKey"]),
    ...checkPollers(events["pollers"]),
  ];
}

function lacksCallbackUrl(events: unknown): boolean {
  return isRecord(events) && (events["callbackUrl"] === undefined || events["callbackUrl"] === null);
}

function checkCallbackUrl(url: unknown): Failure[] {
  if (isUnknown(url)) return [];
  const right = typeof url === "string" && URL.canParse(url) && WEB.includes(new URL(url).protocol);
  return right ? [] : [failure("events.callbackUrl", "must be an http or https URL: where events are sent")];
}

function checkInterval(minutes: unknown): Failure[] {
  if (absent(minutes) || (Number.isSafeInteger(minutes) && Number(minutes) >= 1)) return [];
  return [failure("events.pollIntervalMinutes", "must be a whole number of minutes, at least 1")];
}

function checkText(name: string, value: unknown): Failure[] {
  if (absent(value)) return [];
  if (typeof value !== "string" || value === "") return [failure(`events.${name}`, "must be a string, and not empty")];
  return value === MASK ? [failure(`events.${name}`, "is the mask that the platform shows instead of a secret")] : [];
}

function checkBasicAuth(basicAuth: unknown): Failure[] {
  if (absent(basicAuth)) return [];
  if (!isRecord(basicAuth)) return [failure("events.basicAuth", "must be an object with username and password")];
  const needed = ["username", "password"];
  return [
    ...unlisted(Object.keys(basicAuth), needed, "events.basicAuth", "events.basicAuth."),
    ...needed.flatMap((name) => {
      const value = basicAuth[name];
      if (value === undefined || value === null) return [failure(`events.basicAuth.${name}`, "is missing")];
      return checkText(`basicAuth.${name}`, value);
    }),
  ];
}

function checkPollers(pollers: unknown): Failure[] {
  if (absent(pollers) || isRecord(pollers)) return [];
  return [failure("events.pollers", "must be an object: what is polled and how, by name")];
}
