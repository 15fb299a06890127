import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that looks like a checkout to the quick start. */
export function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), "start-test-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: act365-quickstart\nruntime: nodejs\n");
  return folder;
}
