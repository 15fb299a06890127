import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Simulator } from "act365-simulator";
import { obtainEngineFor } from "../../../tools/engine";
import { manifest } from "../../../tools/plugin/manifest";
import { canary } from "../../support/canary";
import { startPlatform } from "../../support/platform";
import { createProject, type Project } from "../../support/pulumi";
import { temporaryFolder } from "../../support/temporaryFolder";
import { credentials } from "../setUp";

/** The version of the plugin, as the checkout tells it. */
export const VERSION = manifest().version;

/** A project in YAML on a machine that knows nothing of the plugin. */
export interface Machine {
  readonly platform: Simulator;
  readonly project: Project;
  /** Makes it another machine: nothing is installed, and nothing generated; only what belongs into version control is left. */
  becomeAnother(): void;
  /** Resolves when no process of the plugin is left; fails if one goes on. */
  pluginEnds(): Promise<void>;
}

/** A program in YAML with one instance. */
const PROGRAM = `
resources:
  crm:
    type: act365:Instance
    properties:
      apiKey: \${apiKey}
      developerKey: \${developerKey}
outputs:
  instanceId: \${crm.instanceId}
  token: \${crm.token}
`;

/**
 * Sets up a machine. Its paths have spaces in them.
 * @param more lines for Pulumi.yaml
 */
export async function machine(more = ""): Promise<Machine> {
  const { env } = await obtainEngineFor(["yaml"]);
  const platform = await startPlatform();
  const folder = join(temporaryFolder("machine"), "a project with spaces");
  mkdirSync(folder);
  const manifest = join(folder, "Pulumi.yaml");
  writeFileSync(manifest, `name: shop\nruntime: yaml\n${more}`);
  const project = await createProject({
    folder,
    environment: {
      ...credentials(platform),
      PATH: env["PATH"],
      // A stranger's machine downloads plugins by itself.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false",
    },
    configuration: {
      "shop:apiKey": { secret: canary("apiKey") },
      "shop:developerKey": { secret: canary("developerKey") },
    },
  });
  writeFileSync(
    manifest,
    `name: shop\nruntime: yaml\n${more}config:\n  apiKey: { type: string, secret: true }\n  developerKey: { type: string, secret: true }\n${PROGRAM}`,
  );
  return {
    platform,
    project,
    becomeAnother() {
      for (const each of ["home", "sdks"]) rmSync(join(folder, each), { recursive: true, force: true });
      mkdirSync(join(folder, "home"));
    },
    async pluginEnds() {
      // The commands have ended, and with them the engine: whatever still runs is the plugin.
      for (let tries = 0; project.processes().length > 0; tries += 1) {
        if (tries === 100) throw new Error(`still running: ${project.processes().join(", ")}`);
        await setTimeout(100);
      }
    },
  };
}
