import { isRecord } from "./json";

/**
 * An element instance as the platform tells it, reduced to what is needed and cleaned: whatever has an unexpected type
 * counts as not told. An answer after a POST must never make the provider fail and lose the id.
 */
export interface Instance {
  /** The platform's integer, as text. */
  readonly id: string;
  readonly name: string | undefined;
  /** Secret. Missing in answers that broke the usual form. */
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

/** The instance in an answer, or undefined where there is not even an id. */
export function parseInstance(value: unknown): Instance | undefined {
  if (!isRecord(value)) return undefined;
  const id = idOf(value["id"]);
  if (id === undefined) return undefined;
  const element = isRecord(value["element"]) ? value["element"] : {};
  return {
    id,
    name: textOf(value["name"]),
    token: textOf(value["token"]) || undefined,
    tags: tagsOf(value["tags"]),
    configuration: configurationOf(value["configuration"]),
    disabled: booleanOf(value["disabled"]),
    valid: booleanOf(value["valid"]),
    createdDate: textOf(value["createdDate"]),
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

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The platform's makers saw flags as text ("true") as well. */
function booleanOf(value: unknown): boolean | undefined {
  if (value === "true") return true;
  if (value === "false") return false;
  return typeof value === "boolean" ? value : undefined;
}

/** A very old answer of the official documentation has tags as objects with a name. */
function tagsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((tag: unknown) => textOf(isRecord(tag) ? tag["name"] : tag) ?? []);
}

function configurationOf(value: unknown): Record<string, string | null> | undefined {
  if (!isRecord(value)) return undefined;
  const result: Record<string, string | null> = {};
  for (const [key, item] of Object.entries(value)) {
    // Without a prototype setter in between: a key may be called "__proto__".
    Object.defineProperty(result, key, { value: configurationText(item), enumerable: true });
  }
  return result;
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
