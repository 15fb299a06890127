import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parseJson } from "../util/json";

let known: string | undefined;

/** The version of this package. */
export function version(): string {
  known ??= readVersion();
  return known;
}

function readVersion(): string {
  const manifest = parseJson(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
  return isRecord(manifest) ? String(manifest["version"]) : "unknown";
}
