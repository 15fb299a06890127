import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../support/temporaryFolder";

/** A folder that looks like a checkout to the quick start. */
export function checkout(): string {
  const folder = temporaryFolder("start");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: act365-quickstart\nruntime: nodejs\n");
  return folder;
}
