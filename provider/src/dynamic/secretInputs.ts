import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../elements/actessentials";
import { isSecretKey } from "../elements/definition";
import { isRecord } from "../util/json";
import type { Act365InstanceArgs, BasicAuthArgs, EventsArgs } from "./act365InstanceArgs";

/** The inputs that are, or hold, secrets, with these marked. */
export function secretInputs({ apiKey, developerKey, events, configuration }: Partial<Act365InstanceArgs>) {
  return {
    apiKey: secretIfGiven(apiKey),
    developerKey: secretIfGiven(developerKey),
    events: secretEvents(events),
    configuration: secretConfiguration(configuration),
  };
}

/**
 * Marks what is secret in `events`, value by value, so that a preview still shows the rest. The values inside an Output
 * are not known here, so it becomes secret as a whole.
 */
export function secretEvents(events: Act365InstanceArgs["events"]): Act365InstanceArgs["events"] {
  if (!isPlain(events)) return secretIfGiven(events);
  const { callbackHeaders, basicAuth, signatureKey, ...rest } = events;
  const marked: EventsArgs = {
    ...rest,
    callbackHeaders: secretIfGiven(callbackHeaders),
    basicAuth: secretBasicAuth(basicAuth),
    signatureKey: secretIfGiven(signatureKey),
  };
  return marked;
}

function secretBasicAuth(basicAuth: EventsArgs["basicAuth"]): EventsArgs["basicAuth"] {
  if (!isPlain(basicAuth)) return secretIfGiven(basicAuth);
  const marked: BasicAuthArgs = { ...basicAuth, password: pulumi.secret(basicAuth.password) };
  return marked;
}

/** Marks the values of configuration keys that hold credentials; everything if the keys are not known yet. */
export function secretConfiguration(
  configuration: Act365InstanceArgs["configuration"],
): Act365InstanceArgs["configuration"] {
  if (!isPlain(configuration)) return secretIfGiven(configuration);
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [
      key,
      isSecretKey(ACT_365, key) ? pulumi.secret(value) : value,
    ]),
  );
}

/** The value as a secret; undefined for undefined. */
export function secretIfGiven<T>(value: pulumi.Input<T> | undefined): pulumi.Output<pulumi.Unwrap<T>> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}

function isPlain<T>(value: pulumi.Input<T> | undefined): value is T & object {
  // A list is left as it is: its items would become keys "0", "1", …, which a check cannot tell from real ones.
  return isRecord(value) && !(value instanceof Promise) && !pulumi.Output.isInstance(value);
}
