import { rmSync } from "node:fs";
import { INSTALLED } from "./install";

/** Removes what was installed for the run. */
export default function uninstallExamples(): void {
  const folder = process.env[INSTALLED];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
