import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { reason } from "../../lifecycle/model/errors";
import { isRecord, parseJson } from "../../util/json";
import type { Project } from "../project";
import { pulumi } from "../pulumiCommand";
import type { Surroundings } from "../surroundings";
import { isAtLeast, OLDEST_PULUMI, OLDEST_PULUMI_FOR_IMPORT, versionIn } from "../versions";
import { type Finding, skipped } from "./finding";
import { nodeFinding } from "./node";
import { pluginFinding } from "./plugin";

/** Looks at what Pulumi needs: Node.js, its CLI, the SDK, the plugin, and the package, as the project's program finds them. */
export async function* pulumiFindings(
  project: Project | undefined,
  folder: string,
  around: Surroundings,
): AsyncGenerator<Finding> {
  yield await nodeFinding(folder, around);
  yield await cliFinding(folder, around);
  if (project === undefined) {
    yield* ["Pulumi SDK", "plugin", "package"].map((check) => skipped(check, "a Pulumi project in this directory"));
    return;
  }
  const sdk = sdkFinding(project);
  yield sdk;
  yield sdk.result === "ok" ? await pluginFinding(project, around) : skipped("plugin", "the Pulumi SDK");
  yield packageFinding(project);
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
