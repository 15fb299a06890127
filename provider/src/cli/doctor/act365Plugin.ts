import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { reason } from "../../lifecycle/model/errors";
import { urlHoldsSecret } from "../../redaction/parts";
import { isRecord, parseJson } from "../../util/json";
import { listInWords } from "../../util/words";
import type { PluginUse } from "../pluginUse";
import { pulumi } from "../pulumiCommand";
import { shellArgument } from "../shellArgument";
import type { Surroundings } from "../surroundings";
import type { Finding } from "./finding";
import { pathFolders } from "./pathFolders";

/** The name of the check, and of the plugin. */
export const ACT365_PLUGIN = "act365 plugin";

const WINDOWS = process.platform === "win32";
const NAME = "pulumi-resource-act365";
const EXECUTABLES = WINDOWS ? [`${NAME}.exe`, `${NAME}.cmd`] : [NAME];
/** Milliseconds for the plugin to print its version. */
const START_TIMEOUT = 60_000;

/**
 * Finds the provider plugin where the engine does: in the folder that Pulumi.yaml names, else on the PATH, else among the
 * installed ones, of which it takes exactly the version that is asked for.
 */
export async function act365PluginFinding(asked: PluginUse, folder: string, around: Surroundings): Promise<Finding> {
  const [named] = asked.folders;
  if (named !== undefined) {
    const next = "Correct the path in Pulumi.yaml, or remove it there and install the plugin:";
    const file = executableIn([named]);
    if (file !== undefined) return fileFinding(file, asked, next, around);
    return problem(`there is no ${NAME} in ${named}, which Pulumi.yaml names`, `${next} ${installing(asked)}`);
  }
  const ambient = around.environment["PULUMI_IGNORE_AMBIENT_PLUGINS"] ? [] : pathFolders(around.environment);
  const file = executableIn(ambient);
  if (file === undefined) return installedFinding(asked, folder, around);
  const next = "Remove it from the PATH, where Pulumi prefers it to installed plugins, and install the right one:";
  return fileFinding(file, asked, next, around);
}

/** @param step what to do before another one is installed */
async function fileFinding(file: string, asked: PluginUse, step: string, around: Surroundings): Promise<Finding> {
  const { version, said } = await versionOf(file, around);
  const next = `${step} ${installing(asked)}`;
  if (version === undefined) return problem(`${file} --version prints no version: ${said}`, next);
  if (asked.versions.every((each) => each === version)) return found(`${version} (${file})`);
  return problem(`${file} is version ${version}, but the project asks for ${listInWords(asked.versions)}`, next);
}

async function installedFinding(asked: PluginUse, folder: string, around: Surroundings): Promise<Finding> {
  try {
    const installed = await installedVersions(folder, around);
    const missing = asked.versions.filter((version) => !installed.includes(version));
    const [newest] = installed;
    if (newest !== undefined && missing.length === 0)
      return found(`${listInWords(asked.versions) || newest} is installed`);
    const what = ["the plugin act365", ...(missing.length === 0 ? [] : [listInWords(missing)])].join(" ");
    const others = newest === undefined ? "" : `, only ${listInWords(installed)}`;
    return problem(`${what} is not installed${others}`, `Install it: ${installing(asked, missing)}`);
  } catch (error) {
    return problem(reason(error));
  }
}

function problem(message: string, next?: string): Finding {
  return { check: ACT365_PLUGIN, result: "problem", message, ...(next === undefined ? {} : { next }) };
}

function found(message: string): Finding {
  return { check: ACT365_PLUGIN, result: "ok", message };
}

/** The versions that Pulumi has downloaded or was given, the newest first. */
async function installedVersions(folder: string, around: Surroundings): Promise<string[]> {
  const parsed = parseJson(await pulumi(["plugin", "ls", "--json"], folder, around));
  return (Array.isArray(parsed) ? parsed : []).flatMap((plugin) =>
    isRecord(plugin) && plugin["name"] === "act365" && plugin["kind"] === "resource" ? [String(plugin["version"])] : [],
  );
}

/** The commands that install it. */
function installing({ server, ...asked }: PluginUse, versions = asked.versions): string {
  // In the project's folder, the command takes the URL from Pulumi.yaml in any case.
  const from = server === undefined || urlHoldsSecret(server) ? "" : ` --server ${shellArgument(server)}`;
  const each = versions.length === 0 ? [""] : versions.map((version) => ` ${shellArgument(version)}`);
  return each.map((version) => `pulumi plugin install resource act365${version}${from}`).join(" && ");
}

function executableIn(folders: readonly string[]): string | undefined {
  const files = folders.flatMap((folder) => EXECUTABLES.map((name) => join(folder, name)));
  return files.find((file) => existsSync(file));
}

function versionOf(
  file: string,
  { environment, signal }: Surroundings,
): Promise<{ version: string | undefined; said: string }> {
  const options = {
    env: { ...environment },
    signal,
    timeout: START_TIMEOUT,
    shell: WINDOWS,
    encoding: "utf8",
  } as const;
  return new Promise((resolve) => {
    execFile(WINDOWS ? `"${file}"` : file, ["--version"], options, (error, stdout, stderr) => {
      const [, version] = /^v?(\d+\.\d+\.\d+\S*)\s*$/.exec(stdout) ?? [];
      resolve({ version, said: stderr.trim().split("\n").at(-1) || error?.message || stdout.trim() });
    });
  });
}
