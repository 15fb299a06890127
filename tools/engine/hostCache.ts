import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fillAtOnce } from "./atOnce";
import { go, goBuild } from "./goBuild";
import { HOSTS, type HostLanguage } from "./hosts";
import { isProgram, languageHost, PYTHON_EXECUTOR } from "./programs";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";

/** The folder of the host that an earlier run built; undefined where it is missing, incomplete, or does not run here. */
export async function hostFromCache(
  language: HostLanguage,
  cache: string,
  around: Surroundings,
): Promise<string | undefined> {
  const bin = join(cache, "bin");
  return (await isUsable(language, bin, around)) ? bin : undefined;
}

/**
 * Builds a host from its Go module into the cache, whose lock the caller holds.
 * @returns the folder that holds it
 */
export async function buildHost(language: HostLanguage, cache: string, around: Surroundings): Promise<string> {
  const { name, version, minutes } = HOSTS[language];
  around.log(
    `Building Pulumi's ${name} language host ${version} from its Go module. This takes about ${minutes} minutes on 2 cores, once for this machine.`,
  );
  try {
    return await withProgress("building", around, () =>
      fillAtOnce(cache, async (folder) => {
        await build(language, join(folder, "bin"), around);
        if (!(await isUsable(language, join(folder, "bin"), around))) {
          throw new Error("what was built does not run on this machine");
        }
      }),
    );
  } catch (error) {
    around.signal?.throwIfAborted();
    throw new Error(noHost(language, error instanceof Error ? error.message : String(error)));
  }
}

async function build(language: HostLanguage, bin: string, around: Surroundings): Promise<void> {
  await goBuild(HOSTS[language].program, join(bin, languageHost(language)), around);
  if (language !== "python") return;
  // The host starts programs through this script, and looks for it beside itself. It must suit the SDK that programs
  // import, whose version is the engine's.
  const sdk = "github.com/pulumi/pulumi/sdk/v3";
  const { Dir } = JSON.parse(await go(["mod", "download", "-json", sdk], "engine/cli", around)) as { Dir: string };
  const executor = join(bin, PYTHON_EXECUTOR);
  copyFileSync(join(Dir, "python", "cmd", PYTHON_EXECUTOR), executor);
  // The module cache is read-only.
  chmodSync(executor, 0o755);
}

async function isUsable(language: HostLanguage, bin: string, around: Surroundings): Promise<boolean> {
  const programs = [languageHost(language), ...(language === "python" ? [PYTHON_EXECUTOR] : [])];
  if (!programs.every((name) => isProgram(join(bin, name)))) return false;
  // Shows whether it was built for this kind of machine: home folders are shared.
  const { status } = await around.run(join(bin, languageHost(language)), ["-help"], around);
  return status === 0;
}

function noHost(language: HostLanguage, reason: string): string {
  const { name } = HOSTS[language];
  return [
    `Pulumi's ${name} language host, ${languageHost(language)}, is neither on the PATH nor next to pulumi, and it could not be built:`,
    `  - ${reason}`,
    "Any of these helps:",
    "  - install Pulumi with its language hosts (https://www.pulumi.com/docs/install/), and put it on PATH",
    "  - install Go 1.26 or newer (https://go.dev/dl/), and allow it to reach its module proxy",
  ].join("\n");
}
