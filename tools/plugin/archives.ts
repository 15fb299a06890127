import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { type Files, writeFolder } from "./folder";
import { EXECUTABLE } from "./launcher";

/** A system that the engine runs on, as it names it. */
interface Platform {
  readonly os: "linux" | "darwin" | "windows";
  readonly cpu: "amd64" | "arm64";
}

/** All systems for which a release has an archive. */
export const PLATFORMS: readonly Platform[] = (["linux", "darwin", "windows"] as const).flatMap((os) =>
  (["amd64", "arm64"] as const).map((cpu) => ({ os, cpu })),
);

/** Where the engine looks for the plugin below a download URL. */
export function archiveName(version: string, { os, cpu }: Platform): string {
  return `${EXECUTABLE}-v${version}-${os}-${cpu}.tar.gz`;
}

/** The same for every archive, so that the same sources make the same bytes. */
const DATE = new Date("2000-01-01T00:00:00Z");

/** Writes an archive with these files at its root. */
export async function writeArchive(path: string, files: Files): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "act365-archive-"));
  try {
    writeFolder(folder, files, [EXECUTABLE]);
    // portable: without the names and ids of whoever makes it.
    await create({ file: path, cwd: folder, gzip: { level: 9 }, portable: true, mtime: DATE }, Object.keys(files));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Checksums of files, as `sha256sum --check` takes them. */
export function checksums(folder: string, names: readonly string[]): string {
  const line = (name: string) =>
    `${createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex")}  ${name}\n`;
  return names.map(line).join("");
}
