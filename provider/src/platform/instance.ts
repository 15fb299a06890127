import { MASK } from "../elements/definition";
import { isRecord } from "../util/json";

/**
 * An element instance from a response, reduced to what is needed: values of unexpected types count as missing. The
 * response to a POST must never make the provider fail and lose the id.
 */
export interface Instance {
  /** The platform's integer, as text. */
  readonly id: string;
  readonly name: string | undefined;
  /** Secret. Missing in malformed responses. */
  readonly token: string | undefined;
  /** In no particular order. */
  readonly tags: readonly string[] | undefined;
  /** All keys of the element; values are texts, null for unset ones, `********` for passwords. Holds secrets. */
  readonly configuration: Readonly<Record<string, string | null>> | undefined;
  readonly disabled: boolean | undefined;
  readonly valid: boolean | undefined;
  /** RFC 3339. */
  readonly createdDate: string | undefined;
  readonly elementId: number | undefined;
  readonly elementKey: string | undefined;
  readonly organizationId: number | undefined;
  readonly accountId: number | undefined;
}

/** The instance in a response, or undefined if there is no id. */
export function parseInstance(value: unknown): Instance | undefined {
  if (!isRecord(value)) return undefined;
  const id = idOf(value["id"]);
  if (id === undefined) return undefined;
  const element = isRecord(value["element"]) ? value["element"] : {};
  return {
    id,
    name: textOf(value["name"]),
    token: tokenOf(value["token"]),
    tags: tagsOf(value["tags"]),
    configuration: configurationOf(value["configuration"]),
    disabled: booleanOf(value["disabled"]),
    valid: booleanOf(value["valid"]),
    createdDate: dateOf(value["createdDate"]),
    elementId: numberOf(value["elementId"]) ?? numberOf(element["id"]),
    elementKey: textOf(element["key"]),
    organizationId: numberOf(value["organizationId"]),
    accountId: numberOf(value["accountId"]),
  };
}

function idOf(value: unknown): string | undefined {
  // A number that JSON.parse had to round is another instance's id, or nobody's.
  if (typeof value === "number") return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  return typeof value === "string" && /^[1-9]\d{0,30}$/.test(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A mask is not a token, and must not replace a known one. */
function tokenOf(value: unknown): string | undefined {
  return value === MASK ? undefined : textOf(value) || undefined;
}

/** RFC 3339, as the platform returns it; dates in other forms, or milliseconds, are converted. */
function dateOf(value: unknown): string | undefined {
  if (typeof value === "string" && RFC_3339.test(value)) return value;
  const date = new Date(typeof value === "string" || typeof value === "number" ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A whole number, or undefined; some gateways return numeric ids as text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** Some responses of the platform have flags as text ("true"). */
function booleanOf(value: unknown): boolean | undefined {
  if (value === "true") return true;
  if (value === "false") return false;
  return typeof value === "boolean" ? value : undefined;
}

/** A very old response in the official documentation has tags as objects with a name. */
function tagsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((tag: unknown) => textOf(isRecord(tag) ? tag["name"] : tag) ?? []);
}

function configurationOf(value: unknown): Record<string, string | null> | undefined {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, configurationText(item)]));
}

/** The platform returns texts, though booleans and objects may be sent (official documentation). */
function configurationText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack reaches, which JSON.parse takes and JSON.stringify does not.
    return null;
  }
}
