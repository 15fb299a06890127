import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reason } from "../../lifecycle/model/errors";
import { PROVIDER_TEXT, TYPE } from "../../operations/resourceTypes";
import { isRecord, parseJson } from "../../util/json";
import { CommandError } from "../errors";

/** Whether this command wrote the file, and so may overwrite it. */
export function isImportFile(file: string): boolean {
  try {
    const parsed = parseJson(readFileSync(file, "utf8"));
    const resources = isRecord(parsed) ? parsed["resources"] : undefined;
    return Array.isArray(resources) && resources.length > 0 && resources.every(isWritten);
  } catch {
    return false;
  }
}

/** Other tools write files for `pulumi import`, too, also without any resource. */
function isWritten(entry: unknown): boolean {
  if (!isRecord(entry) || entry["type"] !== TYPE) return false;
  const { id, inputs, outputs } = entry;
  if (typeof id !== "string" || !isRecord(inputs) || !isRecord(outputs)) return false;
  return inputs["__provider"] === PROVIDER_TEXT && outputs["instanceId"] === id;
}

/** @param flag "wx" if the file must not exist yet. @throws CommandError */
export function write(folder: string, name: string, text: string, flag: "w" | "wx"): void {
  try {
    writeFileSync(resolve(folder, name), text, { flag });
  } catch (error) {
    throw new CommandError(`${name} could not be written: ${reason(error)}`);
  }
}
