import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../elements/actessentials";
import { isSecretKey } from "../elements/definition";
import { credentialNames } from "../lifecycle/model/properties";
import { isObjectType, type Property, type PropertyTable } from "../lifecycle/model/property";
import { DECLARED } from "../lifecycle/model/propertyTable";
import { CONFIGURATION } from "../lifecycle/model/types";
import { isRecord } from "../util/json";

/** The inputs, with those that are, or hold, secrets marked. */
export function secretInputs(args: pulumi.Inputs): pulumi.Inputs {
  const credentials = credentialNames(ACT_365).map((name) => [name, secretIfGiven(args[name])]);
  return { ...secretsMarked(args, DECLARED), ...Object.fromEntries(credentials) };
}

function secretsMarked(values: Readonly<Record<string, unknown>>, table: PropertyTable): pulumi.Inputs {
  const marked = Object.entries(values).map(([name, value]) => [name, secretMarked(value, table[name])]);
  return Object.fromEntries(marked);
}

/**
 * Marks what is secret in an object value by value, so that a preview still shows the rest. The values inside an Output are
 * not known here, so it becomes secret as a whole.
 */
function secretMarked(value: unknown, property: Property | undefined): unknown {
  if (property?.secret === true) return secretIfGiven(value);
  const type = property?.type;
  if (type === undefined || (!isObjectType(type) && type !== CONFIGURATION)) return value;
  if (!isPlain(value)) return secretIfGiven(value);
  return isObjectType(type) ? secretsMarked(value, type.properties) : secretKeysMarked(value);
}

/** Marks the values of configuration keys that hold credentials. */
function secretKeysMarked(configuration: Readonly<Record<string, unknown>>): pulumi.Inputs {
  const marked = Object.entries(configuration).map(([key, value]) => [
    key,
    isSecretKey(ACT_365, key) ? pulumi.secret(value) : value,
  ]);
  return Object.fromEntries(marked);
}

/** The value as a secret; undefined for undefined. */
export function secretIfGiven<T>(value: pulumi.Input<T> | undefined): pulumi.Output<pulumi.Unwrap<T>> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  // A list is left as it is: its items would become keys "0", "1", …, which a check cannot tell from real ones.
  return isRecord(value) && !(value instanceof Promise) && !pulumi.Output.isInstance(value);
}
