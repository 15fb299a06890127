import { defaultOf, type ElementDefinition, MASK } from "../../elements/definition";
import { compact, sameJson } from "../../util/json";
import type { Events } from "./values";

/** The polling keys behind the properties of `events`, the same for all polling elements (official documentation). */
export const EVENT_KEY = {
  enabled: "event.notification.enabled",
  vendorType: "event.vendor.type",
  callbackUrl: "event.notification.callback.url",
  pollIntervalMinutes: "event.poller.refresh_interval",
  callbackHeaders: "event.notification.callback.headers",
  basicUsername: "event.notification.basic.username",
  basicPassword: "event.notification.basic.password",
  signatureKey: "event.notification.signature.key",
  pollers: "event.poller.configuration",
} as const;

/** The configuration that `events` stands for; none where the program declares no events. */
export function eventKeys(events: Events | undefined): Record<string, string> {
  if (events === undefined) return {};
  return compact({
    [EVENT_KEY.enabled]: "true",
    [EVENT_KEY.vendorType]: "polling",
    [EVENT_KEY.callbackUrl]: events.callbackUrl,
    [EVENT_KEY.pollIntervalMinutes]: events.pollIntervalMinutes?.toString(),
    [EVENT_KEY.callbackHeaders]: events.callbackHeaders,
    [EVENT_KEY.basicUsername]: events.basicAuth?.username,
    [EVENT_KEY.basicPassword]: events.basicAuth?.password,
    [EVENT_KEY.signatureKey]: events.signatureKey,
    [EVENT_KEY.pollers]: events.pollers === undefined ? undefined : JSON.stringify(events.pollers),
  });
}

/**
 * `events` as in effect. Notifications turned on or off by hand show as drift, as do changed values. Credentials that
 * the program did not declare are not copied into the state. Neither are undeclared pollers: they are the element's
 * defaults, which change when the element is upgraded.
 * @param found all keys and values on the platform
 */
export function eventsInEffect(
  element: ElementDefinition,
  declared: Events | undefined,
  found: Readonly<Record<string, string | null>>,
): Events | undefined {
  const { [EVENT_KEY.enabled]: enabled, [EVENT_KEY.vendorType]: vendorType } = found;
  if (enabled === undefined) return declared;
  if (enabled !== "true") return undefined;
  // Declared events are polled: if someone changed the type to webhooks, they are not in effect, and are sent again.
  if (declared !== undefined && typeof vendorType === "string" && vendorType !== "polling") return undefined;
  const inEffect = (key: string, known: string | undefined) => {
    const value = found[key];
    return value === undefined || value === MASK ? known : (value ?? undefined);
  };
  const secret = (key: string, known: string | undefined) => (known === undefined ? undefined : inEffect(key, known));
  const interval = inEffect(EVENT_KEY.pollIntervalMinutes, declared?.pollIntervalMinutes?.toString());
  const intervalMatters =
    declared?.pollIntervalMinutes !== undefined || interval !== defaultOf(element, EVENT_KEY.pollIntervalMinutes);
  return compact({
    callbackUrl: inEffect(EVENT_KEY.callbackUrl, declared?.callbackUrl) ?? "",
    pollIntervalMinutes: intervalMatters ? minutes(interval) : undefined,
    callbackHeaders: secret(EVENT_KEY.callbackHeaders, declared?.callbackHeaders),
    basicAuth: basicAuth(declared?.basicAuth, found[EVENT_KEY.basicUsername], found[EVENT_KEY.basicPassword]),
    signatureKey: secret(EVENT_KEY.signatureKey, declared?.signatureKey),
    pollers: declared?.pollers === undefined ? undefined : pollers(declared.pollers, found[EVENT_KEY.pollers]),
  });
}

function minutes(text: string | undefined): number | undefined {
  const number = Number(text);
  return text === undefined || !Number.isFinite(number) ? undefined : number;
}

function basicAuth(
  declared: Events["basicAuth"],
  username: string | null | undefined,
  password: string | null | undefined,
): Events["basicAuth"] {
  if (declared === undefined || password === null || username === null) return undefined;
  const known = password === undefined || password === MASK;
  return { username: username ?? declared.username, password: known ? declared.password : password };
}

function pollers(declared: NonNullable<Events["pollers"]>, found: string | null | undefined): Events["pollers"] {
  if (found === undefined) return declared;
  try {
    const parsed: unknown = JSON.parse(found ?? "{}");
    if (typeof parsed !== "object" || parsed === null) return {};
    return sameJson(parsed, declared) ? declared : { ...parsed };
  } catch {
    return {};
  }
}
