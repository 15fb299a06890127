import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reason } from "../../lifecycle/model/errors";
import { PROVIDER_TEXT, TYPE } from "../../operations/resourceTypes";
import { isRecord, parseJson } from "../../util/json";
import { CommandError } from "../errors";
import { isPluginImportFile } from "./pluginImport";

/** Whether this command wrote the file, and so may overwrite it. */
export function isImportFile(file: string): boolean {
  try {
    const text = readFileSync(file, "utf8");
    const parsed = parseJson(text);
    const resources = isRecord(parsed) ? parsed["resources"] : undefined;
    if (!Array.isArray(resources) || resources.length === 0 || !resources.every(isRecord)) return false;
    return resources.every(isDynamicEntry) || isPluginImportFile(text, resources);
  } catch {
    return false;
  }
}

/** Other tools write files for `pulumi import`, too, also without any resource. */
function isDynamicEntry({ type, id, inputs, outputs }: Record<string, unknown>): boolean {
  if (type !== TYPE || typeof id !== "string" || !isRecord(inputs) || !isRecord(outputs)) return false;
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
