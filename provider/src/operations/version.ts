import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parseJson } from "../util/json";

/** Set in a bundle, which has no package beside it. */
declare const PULUMI_ACT365_VERSION: string | undefined;

let known: string | undefined;

/** The version of this package. */
export function version(): string {
  known ??= typeof PULUMI_ACT365_VERSION === "string" ? PULUMI_ACT365_VERSION : readVersion();
  return known;
}

function readVersion(): string {
  const manifest = parseJson(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
  return isRecord(manifest) ? String(manifest["version"]) : "unknown";
}
