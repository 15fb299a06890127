import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterTest } from "./cleanUp";

/** An empty folder that is removed with the test. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `act365-${name}-`));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
