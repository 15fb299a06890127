import type { Properties } from "./plugin";

/** The configuration keys of tests whose values are secret. */
export const SECRET_KEYS: readonly string[] = [
  "instance.variables",
  "my.password",
  "my.secret",
  "event.notification.basic.password",
];

/**
 * Every path in these properties at which there is a secret, such as "events.signatureKey", sorted: a list of its own, for
 * comparison with the provider's.
 */
export function secretsIn(properties: Properties): string[] {
  const { events = {}, configuration = {} } = properties as Record<string, Properties>;
  const { basicAuth = {} } = events as Record<string, Properties>;
  return [
    ...["token", "apiKey", "developerKey"].filter((name) => name in properties),
    ...["callbackHeaders", "signatureKey"].filter((name) => name in events).map((name) => `events.${name}`),
    ...("password" in basicAuth ? ["events.basicAuth.password"] : []),
    ...SECRET_KEYS.filter((key) => key in configuration).map((key) => `configuration.${key}`),
  ].sort();
}
