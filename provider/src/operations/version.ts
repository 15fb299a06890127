import { isRecord } from "../util/json";

/** The version of this package. */
export function version(): string {
  // By require, and not read from the disk: a bundler copies the file into the bundle.
  const manifest: unknown = require("../../package.json");
  return isRecord(manifest) ? String(manifest["version"]) : "unknown";
}
