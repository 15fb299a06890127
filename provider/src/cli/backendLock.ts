import { readdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { isRecord, parseJson } from "../util/json";
import { pulumi } from "./pulumiCommand";
import type { Surroundings } from "./surroundings";

/**
 * Whether a stack is locked, as far as that can be seen: the CLI shows no locks, but a backend in a folder keeps them as
 * files there.
 * @param fullName with organization and project, where the backend has them
 * @param folder where `pulumi` runs
 */
export async function isLocked(fullName: string, folder: string, around: Surroundings): Promise<boolean> {
  const printed = parseJson(await pulumi(["whoami", "--json"], folder, around).catch(() => ""));
  const url = isRecord(printed) ? printed["url"] : undefined;
  if (typeof url !== "string" || !url.startsWith("file://")) return false;
  try {
    return readdirSync(join(folderOf(url, folder), ".pulumi", "locks", ...fullName.split("/"))).length > 0;
  } catch {
    return false;
  }
}

/** Unlike in other URLs, the path may begin with "~", and may be relative. */
function folderOf(url: string, base: string): string {
  const [written = ""] = url.slice("file://".length).split("?");
  const path = decodeURIComponent(written)
    .replace(/^~/, () => userInfo().homedir)
    .replace(/^\/(?=[A-Za-z]:)/, "");
  return resolve(base, path);
}
