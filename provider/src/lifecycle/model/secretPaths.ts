import { type ElementDefinition, isSecretKey } from "../../elements/definition";
import { isRecord, sameJson } from "../../util/json";
import { type Path, valueAt } from "./paths";
import { credentialNames, type Properties } from "./properties";
import { isObjectType, type PropertyTable } from "./property";
import { DECLARED, OUTPUTS } from "./propertyTable";
import { isUnknown } from "./unknowns";

/** The path of a secret. Names alone: no secret is an item of a list. */
export type SecretPath = readonly [string, ...string[]];

/** The paths at which a declaration with these properties may hold secrets. */
export function secretInputPaths(properties: Properties, element: ElementDefinition): SecretPath[] {
  return [
    ...credentialNames(element).map((name): SecretPath => [name]),
    ...secretsIn(DECLARED, properties),
    ...configurationKeys(properties)
      .filter((key) => isSecretKey(element, key))
      .map((key): SecretPath => ["configuration", key]),
  ];
}

/** The same for a state, which has secret outputs as well. */
export function secretPaths(properties: Properties, element: ElementDefinition): SecretPath[] {
  return [...secretsIn(OUTPUTS, properties), ...secretInputPaths(properties, element)];
}

function secretsIn(table: PropertyTable, values: unknown): SecretPath[] {
  return Object.entries(table).flatMap(([name, { type, secret }]): SecretPath[] => {
    const value = isRecord(values) ? values[name] : undefined;
    const inside = isObjectType(type) ? secretsIn(type.properties, value) : [];
    const isSecret = typeof secret === "function" ? secret(value) : secret === true;
    return isSecret ? [[name]] : inside.map((path): SecretPath => [name, ...path]);
  });
}

function configurationKeys({ configuration }: Properties): string[] {
  return isRecord(configuration) ? Object.keys(configuration) : [];
}

/**
 * The paths of configuration values in a state that the inputs do not have. The program may have marked them as secret,
 * under any key; once it no longer has them, nothing tells.
 */
export function formerPaths(state: Properties, inputs: Properties, element: ElementDefinition): SecretPath[] {
  return configurationKeys(state)
    .filter((key) => !isSecretKey(element, key))
    .map((key): SecretPath => ["configuration", key])
    .filter((path: Path) => !sameJson(valueAt(state, path), valueAt(inputs, path)));
}

/**
 * The properties with each secret wrapped as a front end marks secrets.
 * @param paths what is missing there, or not known yet, is left alone
 */
export function markSecrets(
  properties: Properties,
  paths: readonly SecretPath[],
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
