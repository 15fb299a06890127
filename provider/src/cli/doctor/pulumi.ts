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
    yield* ["Pulumi SDK", "plugin", "package"].map((check) => skipped(check, "no Pulumi project here"));
    return;
  }
  const sdk = sdkFinding(project);
  yield sdk;
  yield sdk.result === "ok" ? await pluginFinding(project, around) : skipped("plugin", "Pulumi SDK");
  yield packageFinding(project);
}

async function cliFinding(folder: string, around: Surroundings): Promise<Finding> {
  const check = "Pulumi CLI";
  try {
    const version = versionIn(await pulumi(["version"], folder, around)) ?? "of an unknown version";
    if (!isAtLeast(version, OLDEST_PULUMI)) return { check, result: "fault", ...tooOld(version) };
    if (isAtLeast(version, OLDEST_PULUMI_FOR_IMPORT)) return { check, result: "ok", saw: version };
    const todo = `Upgrade to ${OLDEST_PULUMI_FOR_IMPORT} or later before you import instances`;
    return { check, result: "warning", saw: version, todo };
  } catch (error) {
    return { check, result: "fault", saw: reason(error) };
  }
}

function tooOld(version: string) {
  return { saw: `${version} is too old`, todo: `Upgrade to ${OLDEST_PULUMI} or later` };
}

function sdkFinding({ programFolder }: Project): Finding {
  const check = "Pulumi SDK";
  const file = resolved("@pulumi/pulumi/package.json", programFolder);
  if (file === undefined) {
    const saw = `@pulumi/pulumi is not found from ${programFolder}`;
    return { check, result: "fault", saw, todo: "Install it there: npm install @pulumi/pulumi" };
  }
  const version = versionOf(file);
  if (isAtLeast(version, OLDEST_PULUMI)) return { check, result: "ok", saw: `@pulumi/pulumi ${version}` };
  return { check, result: "fault", saw: `@pulumi/pulumi ${version} is too old`, todo: tooOld(version).todo };
}

function packageFinding({ programFolder }: Project): Finding {
  const check = "package";
  const [entry, manifest] = ["provider", "package.json"].map((path) =>
    resolved(`pulumi-act365/${path}`, programFolder),
  );
  if (entry !== undefined && manifest !== undefined) {
    return { check, result: "ok", saw: `pulumi-act365 ${versionOf(manifest)} in ${dirname(manifest)}` };
  }
  const saw = `pulumi-act365 is not found from ${programFolder}, where the plugin looks for it`;
  return { check, result: "fault", saw, todo: "Install it there: npm install pulumi-act365" };
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
