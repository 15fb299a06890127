import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { reason } from "../../lifecycle/model/errors";
import { version } from "../../operations/version";
import { isRecord, parseJson } from "../../util/json";
import { pluginAskedFor } from "../pluginUse";
import { type Project, runsOnNode } from "../project";
import { pulumi } from "../pulumiCommand";
import type { Stack } from "../stack";
import { readState, type StackState } from "../state";
import type { Surroundings } from "../surroundings";
import { isAtLeast, OLDEST_PULUMI, OLDEST_PULUMI_FOR_IMPORT, versionIn } from "../versions";
import { ACT365_PLUGIN, act365PluginFinding } from "./act365Plugin";
import { type Finding, skipped } from "./finding";
import { nodeFinding } from "./node";
import { pluginFinding } from "./plugin";

/** What only the dynamic resource needs. */
const DYNAMIC_CHECKS = ["Pulumi SDK", "plugin", "package"];

/** Looks at what Pulumi needs: Node.js, its CLI, and what either front end needs, as the project's program finds it. */
export async function* pulumiFindings(
  project: Project | undefined,
  stack: Stack | undefined,
  folder: string,
  around: Surroundings,
): AsyncGenerator<Finding> {
  yield await nodeFinding(folder, around);
  const cli = await cliFinding(folder, around);
  yield cli;
  if (project === undefined) {
    yield* DYNAMIC_CHECKS.map((check) => skipped(check, "a Pulumi project in this directory"));
    return;
  }
  const state = stack === undefined ? undefined : await readState(stack, around).catch(() => undefined);
  if (usesDynamic(project, state)) yield* dynamicFindings(project, around);
  else {
    const message = "only for the resource Act365Instance, which this project does not use";
    yield* DYNAMIC_CHECKS.map((check): Finding => ({ check, result: "skipped", message }));
  }
  const asked = pluginAskedFor(project.plugin, state?.plugin);
  if (asked === undefined) {
    if (!runsOnNode(project)) yield notNamed();
  } else if (cli.result === "problem") yield skipped(ACT365_PLUGIN, "the Pulumi CLI");
  else yield await act365PluginFinding(asked, folder, around);
}

function usesDynamic(project: Project, state: StackState | undefined): boolean {
  if (!runsOnNode(project)) return false;
  if (state?.dynamic || (project.plugin ?? state?.plugin) === undefined) return true;
  return packageFinding(project).result === "ok";
}

async function* dynamicFindings(project: Project, around: Surroundings): AsyncGenerator<Finding> {
  const sdk = sdkFinding(project);
  yield sdk;
  yield sdk.result === "ok" ? await pluginFinding(project, around) : skipped("plugin", "the Pulumi SDK");
  yield packageFinding(project);
}

/** Its SDK may be installed all the same, which only the language knows. */
function notNamed(): Finding {
  const message = "neither Pulumi.yaml nor the state names the package act365";
  const next = `If the program has no SDK for it yet, add it: pulumi package add act365@${version()}`;
  return { check: ACT365_PLUGIN, result: "warning", message, next };
}

async function cliFinding(folder: string, around: Surroundings): Promise<Finding> {
  const check = "Pulumi CLI";
  try {
    const version = versionIn(await pulumi(["version"], folder, around)) ?? "of an unknown version";
    if (!isAtLeast(version, OLDEST_PULUMI)) return { check, result: "problem", ...tooOld(version) };
    if (isAtLeast(version, OLDEST_PULUMI_FOR_IMPORT)) return { check, result: "ok", message: version };
    const next = `Upgrade to ${OLDEST_PULUMI_FOR_IMPORT} or later before you import instances`;
    return { check, result: "warning", message: version, next };
  } catch (error) {
    return { check, result: "problem", message: reason(error) };
  }
}

function tooOld(version: string) {
  return { message: `${version} is too old`, next: `Upgrade to ${OLDEST_PULUMI} or later` };
}

function sdkFinding({ programFolder }: Project): Finding {
  const check = "Pulumi SDK";
  const file = resolved("@pulumi/pulumi/package.json", programFolder);
  if (file === undefined) {
    const message = `@pulumi/pulumi is not found from ${programFolder}`;
    return { check, result: "problem", message, next: "Install it there: npm install @pulumi/pulumi" };
  }
  const version = versionOf(file);
  if (isAtLeast(version, OLDEST_PULUMI)) return { check, result: "ok", message: `@pulumi/pulumi ${version}` };
  return { check, result: "problem", message: `@pulumi/pulumi ${version} is too old`, next: tooOld(version).next };
}

function packageFinding({ programFolder }: Project): Finding {
  const check = "package";
  const [entry, manifest] = ["provider", "package.json"].map((path) =>
    resolved(`pulumi-act365/${path}`, programFolder),
  );
  if (entry !== undefined && manifest !== undefined) {
    return { check, result: "ok", message: `pulumi-act365 ${versionOf(manifest)} in ${dirname(manifest)}` };
  }
  const message = `pulumi-act365 is not found from ${programFolder}, where the plugin looks for it`;
  return { check, result: "problem", message, next: "Install it there: npm install pulumi-act365" };
}

/** Where a module is, as `require` in a file of the folder finds it. */
function resolved(module: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, "index.js")).resolve(module);
  } catch {
    return undefined;
  }
}

function versionOf(manifest: string): string {
  const parsed = parseJson(readFileSync(manifest, "utf8"));
  return isRecord(parsed) ? String(parsed["version"]) : "";
}
