import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { obtainEngine } from "../../tools/engine";

const ROOT = join(__dirname, "..", "..");
const FOLDER = "CONSUMERS_PACKED_IN";

/** Packs both packages, once for all tests, as `npm publish` would. */
export default async function packForTests(): Promise<void> {
  await obtainEngine();
  const folder = mkdtempSync(join(tmpdir(), "act365-packed-"));
  const workspaces = ["pulumi-act365", "act365-simulator"].flatMap((name) => ["--workspace", name]);
  await promisify(execFile)("npm", ["pack", ...workspaces, "--pack-destination", folder], { cwd: ROOT });
  process.env[FOLDER] = folder;
}

/** Removes what was packed. */
export function removePacked(): void {
  rmSync(packedFolder(), { recursive: true, force: true });
}

/** The folder that holds the packed packages. */
export function packedFolder(): string {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error("nothing was packed: run the tests as the project `consumers`");
  return folder;
}
