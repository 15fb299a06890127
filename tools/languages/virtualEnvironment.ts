import { createHash } from "node:crypto";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../engine/lock";
import { isProgram } from "../engine/programs";
import { withProgress } from "../engine/progress";
import type { Surroundings } from "../engine/surroundings";
import { ENGINE_VERSION } from "../engine/versions";
import { runOrFail } from "./runOrFail";

/** What programs and the SDK import, and what installs the SDK. */
const PACKAGES = [`pulumi==${ENGINE_VERSION}`, "parver==1.0", "semver==3.0.4", "setuptools==80.9.0"];

/** A Python with these packages from PyPI, made once for the machine: it takes half a minute. */
export async function virtualEnvironment(around: Surroundings): Promise<string> {
  const folder = join(around.cacheFolder, "python");
  // The hash makes a new environment when the list of packages changes.
  const made = join(folder, createHash("sha256").update(PACKAGES.join()).digest("hex").slice(0, 10));
  // `bin/python` is a link, which is broken once the Python that it was made from is gone.
  const usable = () => isProgram(join(made, "bin", "python"));
  if (usable()) return made;
  return withLock(folder, "another process is installing Pulumi's Python SDK", around, async () => {
    if (usable()) return made;
    around.log("Installing Pulumi's Python SDK from PyPI, once for this machine.");
    const making = mkdtempSync(join(folder, "unfinished-"));
    try {
      await withProgress("installing", around, async () => {
        await runOrFail("python3", ["-m", "venv", making], around);
        await pip(making, PACKAGES, around);
      });
      rmSync(made, { recursive: true, force: true });
      renameSync(making, made);
      return made;
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  });
}

/** Runs `pip install` in a virtual environment. */
export function pip(environment: string, args: readonly string[], around: Surroundings): Promise<void> {
  const quietly = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  return runOrFail(join(environment, "bin", "python"), [...quietly, ...args], around);
}
