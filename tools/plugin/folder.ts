import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The texts of files to write, by name. */
export type Files = Readonly<Record<string, string>>;

/** Makes a folder hold these files and nothing else; those that `executable` names can be run, whatever the umask. */
export function writeFolder(folder: string, files: Files, executable: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), executable.includes(name) ? 0o755 : 0o644);
  }
}
