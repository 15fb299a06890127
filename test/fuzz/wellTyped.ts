import type { Properties } from "../support/plugin";

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const flag: Check = (value) => typeof value === "boolean";
const whole: Check = (value) => Number.isSafeInteger(value);
const map: Check = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const scalars: Check = (value) =>
  map(value) && Object.values(value as object).every((item) => ["string", "number", "boolean"].includes(typeof item));

const INPUTS: Readonly<Record<string, Check>> = {
  __provider: text,
  name: text,
  apiKey: text,
  developerKey: text,
  tags: (value) => Array.isArray(value) && value.every(text),
  enabled: flag,
  events: (value) => map(value) && typeof Reflect.get(value as object, "callbackUrl") === "string",
  configuration: scalars,
  verify: flag,
  adoptId: text,
  ownerTag: text,
  customTimeouts: scalars,
};

const OUTPUTS: Readonly<Record<string, Check>> = {
  instanceId: text,
  token: text,
  elementId: whole,
  organizationId: whole,
  accountId: whole,
  createdDate: text,
  valid: flag,
  baseUrl: text,
  sendCredentialsAgain: flag,
  external: flag,
  seenBy: text,
};

/**
 * Expects plain JSON of the types that programs see, nothing undefined, nothing else. Messages name properties, not values.
 * @param id what `instanceId` must be; undefined for inputs, which hold no outputs
 */
export function expectWellTyped(properties: Properties, id: string | undefined): void {
  const known = id === undefined ? INPUTS : { ...INPUTS, ...OUTPUTS };
  const wrong = Object.entries(properties).filter(([name, value]) => known[name]?.(value) !== true);
  expect(wrong.map(([name, value]) => `${name}: ${typeof value}`)).toEqual([]);
  expect(properties["instanceId"]).toBe(id);
  expect(isPlainJson(properties)).toBe(true);
}

function isPlainJson(value: unknown): boolean {
  if (value === null || typeof value === "boolean") return true;
  // gRPC refuses any other text.
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  return (
    typeof value === "object" && Object.entries(value).every(([name, item]) => name.isWellFormed() && isPlainJson(item))
  );
}
