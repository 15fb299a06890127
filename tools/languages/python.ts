import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lastLines } from "../engine/command";
import { withLock } from "../engine/lock";
import { withProgress } from "../engine/progress";
import type { Surroundings } from "../engine/surroundings";
import { ENGINE_VERSION } from "../engine/versions";
import type { ProgramLanguage } from "./language";

/** What programs and the SDK import, and what installs the SDK. */
const PACKAGES = [`pulumi==${ENGINE_VERSION}`, "parver==1.0", "semver==3.0.4", "setuptools==80.9.0"];

/** Keeps the packages from PyPI in a virtual environment beside the engine: fetching them takes half a minute. */
export const python: ProgramLanguage = {
  name: "Python",
  host: "python",
  sdk: "python",
  needs: [
    { program: "python3", install: "Python 3.9 or newer, with venv and pip (https://www.python.org/downloads/)" },
  ],
  async prepare(project, around) {
    const environment = await virtualEnvironment(around);
    const installed = join(project, "sdks", "installed");
    const options = ["--no-deps", "--no-build-isolation", "--target", installed];
    await pip(environment, [...options, join(project, "sdks", "act365")], around);
    return {
      // The host that can be built takes the Python that it finds: the environment has to be an active one.
      PATH: [join(environment, "bin"), around.env["PATH"]].join(delimiter),
      VIRTUAL_ENV: environment,
      PYTHONPATH: installed,
    };
  },
};

/** Made once for the machine. */
async function virtualEnvironment(around: Surroundings): Promise<string> {
  const folder = join(around.cacheFolder, "python");
  // Another list of packages is another environment.
  const made = join(folder, createHash("sha256").update(PACKAGES.join()).digest("hex").slice(0, 10));
  if (existsSync(made)) return made;
  return withLock(folder, "another process is installing Pulumi's Python SDK", around, async () => {
    if (existsSync(made)) return made;
    around.log("Installing Pulumi's Python SDK from PyPI, once for this machine.");
    const making = mkdtempSync(join(folder, "unfinished-"));
    try {
      await withProgress("installing", around, async () => {
        await run("python3", ["-m", "venv", making], around);
        await pip(making, PACKAGES, around);
      });
      renameSync(making, made);
      return made;
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  });
}

function pip(environment: string, args: readonly string[], around: Surroundings): Promise<void> {
  return run(
    join(environment, "bin", "python"),
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...args],
    around,
  );
}

async function run(program: string, args: readonly string[], around: Surroundings): Promise<void> {
  const { status, stdout, stderr } = await around.run(program, args, around);
  if (status !== 0) throw new Error(`\`${program} ${args.join(" ")}\` failed:\n${lastLines(stdout + stderr)}`);
}
