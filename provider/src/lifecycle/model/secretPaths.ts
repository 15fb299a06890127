import { type ElementDefinition, isSecretKey } from "../../elements/definition";
import { urlHoldsSecret } from "../../redaction/parts";
import { isRecord, sameJson } from "../../util/json";
import { credentialNames, type Properties } from "./properties";
import { isUnknown } from "./unknowns";

/** Where a property stands, one name a level: `["events", "signatureKey"]`. */
export type Path = readonly [string, ...string[]];

const CALLBACK_URL: Path = ["events", "callbackUrl"];

/** The paths at which a declaration with these properties may hold secrets. This file alone lists them. */
export function secretInputPaths(properties: Properties, element: ElementDefinition): Path[] {
  const callbackUrl = valueAt(properties, CALLBACK_URL);
  return [
    ...credentialNames(element).map((name): Path => [name]),
    ...(typeof callbackUrl === "string" && urlHoldsSecret(callbackUrl) ? [CALLBACK_URL] : []),
    ["events", "callbackHeaders"],
    ["events", "signatureKey"],
    ["events", "basicAuth", "password"],
    ...configurationKeys(properties)
      .filter((key) => isSecretKey(element, key))
      .map((key): Path => ["configuration", key]),
  ];
}

function configurationKeys({ configuration }: Properties): string[] {
  return isRecord(configuration) ? Object.keys(configuration) : [];
}

/** The same for inputs or a state. */
export function secretPaths(properties: Properties, element: ElementDefinition): Path[] {
  return [["token"], ...secretInputPaths(properties, element)];
}

/**
 * The paths of configuration values in a state that the inputs do not have. The program may have marked them as secret,
 * under any key; once it no longer has them, nothing tells.
 */
export function formerPaths(state: Properties, inputs: Properties, element: ElementDefinition): Path[] {
  return configurationKeys(state)
    .filter((key) => !isSecretKey(element, key))
    .map((key): Path => ["configuration", key])
    .filter((path) => !sameJson(valueAt(state, path), valueAt(inputs, path)));
}

/**
 * The properties with each secret wrapped as a front end marks secrets.
 * @param paths what is missing there, or not known yet, is left alone
 */
export function markSecrets(
  properties: Properties,
  paths: readonly Path[],
  wrap: (secret: unknown) => unknown,
): Properties {
  return paths.reduce((marked, [name, ...below]) => markedAt(marked, name, below, wrap), properties);
}

function markedAt(
  properties: Properties,
  name: string,
  [next, ...below]: readonly string[],
  wrap: (secret: unknown) => unknown,
): Properties {
  const value = properties[name];
  if (value === undefined || value === null || isUnknown(value)) return properties;
  if (next === undefined) return { ...properties, [name]: wrap(value) };
  return isRecord(value) ? { ...properties, [name]: markedAt(value, next, below, wrap) } : properties;
}

/** The value at a path; if something above it is not known yet, that. */
export function valueAt(properties: Properties, [name, next, ...below]: Path): unknown {
  const value = properties[name];
  if (next === undefined || isUnknown(value)) return value;
  return isRecord(value) ? valueAt(value, [next, ...below]) : undefined;
}

/** A path as programs write it: `events.signatureKey`, `configuration["my.password"]`. */
export function pathText(path: Path): string {
  const [name, key] = path;
  return name === "configuration" ? `${name}[${JSON.stringify(key)}]` : path.join(".");
}
