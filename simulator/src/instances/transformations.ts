import { isJsonObject } from "../json";

/** What the vendor calls the objects that callers transformed, as far as the transformations say so. */
export function vendorNames(transformations: readonly unknown[]): string[] {
  return transformations
    .map((transformation) => (isJsonObject(transformation) ? transformation["vendorName"] : undefined))
    .filter((name) => typeof name === "string");
}

/**
 * A vendor's record with the fields that a transformation adds: each `path` holds what the vendor has at `vendorPath`
 * (asserted by the platform makers' own API tests). That the vendor's fields stay and that paths are plain names are
 * choices.
 */
export function transformed(
  record: Readonly<Record<string, unknown>>,
  transformation: unknown,
): Record<string, unknown> {
  const result = { ...record };
  const fields = isJsonObject(transformation) ? transformation["fields"] : undefined;
  for (const field of Array.isArray(fields) ? fields.filter(isJsonObject) : []) {
    const { path, vendorPath } = field;
    if (typeof path === "string" && typeof vendorPath === "string") result[path] = record[vendorPath];
  }
  return result;
}
