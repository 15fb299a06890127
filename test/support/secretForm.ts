import type { Properties } from "./plugin";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A secret value on the wire. */
export function secret(value: unknown): Properties {
  return { [SIGNATURE]: SECRET, value };
}

/** The value with its secrets as their values, be they marked as on the wire or as in an exported state. */
export function inClear(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inClear);
  if (isSecret(value)) return inClear("plaintext" in value ? JSON.parse(String(value.plaintext)) : value.value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inClear(item)]));
}

/** The same for all properties. */
export function allInClear(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, inClear(value)]));
}

/** The value without what is marked as secret. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return undefined;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutSecrets(item)]));
}

/** The paths of what is marked as secret, such as "events.signatureKey". */
export function secretPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isSecret(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) => secretPaths(item, path === "" ? name : `${path}.${name}`));
}

/** Whether a value is marked as secret. */
export const isSecretOnWire = isSecret;

function isSecret(value: object): value is { value?: unknown; plaintext?: unknown } {
  return Reflect.get(value, SIGNATURE) === SECRET;
}
