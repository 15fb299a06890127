import { type DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";

/** One place where the state and the declaration differ. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly kind: "add" | "update" | "delete";
}

const KIND = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
} as const;

/**
 * Tells the engine each place that differs. It compares the state's outputs with the inputs, as this diff does.
 * @param replaces the properties that need a replacement
 */
export function setDetailedDiff(
  response: DiffResponse,
  differences: readonly Difference[],
  replaces: readonly string[],
): void {
  response.setHasdetaileddiff(true);
  const map = response.getDetaileddiffMap();
  for (const { path, kind } of differences) {
    const diff = new PropertyDiff();
    const [inPlace, replacing] = KIND[kind];
    diff.setKind(replaces.includes(String(path[0])) ? replacing : inPlace);
    map.set(pathText(path), diff);
  }
}

/** A path as the engine writes it: `tags[1]`, `events.callbackUrl`, `configuration["filter.response.nulls"]`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map(segment).join("");
}

function segment(part: string | number, index: number): string {
  if (typeof part === "number") return `[${part}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `["${part.replaceAll('"', '\\"')}"]`;
  return index === 0 ? part : `.${part}`;
}
