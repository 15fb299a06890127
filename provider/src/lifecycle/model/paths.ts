import { isRecord } from "../../util/json";
import type { Properties } from "./properties";
import { isUnknown } from "./unknowns";

/** Where a value is among properties, one name or index for each level: `["events", "signatureKey"]`, `["tags", 1]`. */
export type Path = readonly [string, ...(string | number)[]];

/** The value at a path; `UNKNOWN` if something above it is not known yet. A program may call a key `constructor`. */
export function valueAt(properties: Properties, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (isUnknown(value)) return value;
    if (Array.isArray(value)) return value[Number(step)];
    return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, properties);
}

/** The paths to whatever is not known yet. */
export function unknownPaths(properties: Properties): Path[] {
  return Object.entries(properties).flatMap(([name, value]) => unknownBelow([name], value));
}

function unknownBelow(path: Path, value: unknown): Path[] {
  if (isUnknown(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => unknownBelow([...path, index], item));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => unknownBelow([...path, name], item));
}

/** A path as programs write it: `events.signatureKey`, `tags[1]`, `configuration["my.password"]`. */
export function pathText([name, ...below]: Path): string {
  return below.reduce<string>(
    (text, step) =>
      typeof step === "string" && /^[a-z]\w*$/i.test(step) && name !== "configuration"
        ? `${text}.${step}`
        : `${text}[${JSON.stringify(step)}]`,
    name,
  );
}
