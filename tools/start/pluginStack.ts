import { join } from "node:path";
import { EXECUTABLE } from "../plugin/launcher";
import { manifest, PLUGIN_FOLDER } from "../plugin/manifest";
import type { QuickstartFolder } from "./folder";
import type { Pulumi } from "./pulumi";

/** The keys of Act! 365 that the programs take from the stack's configuration, by the variable that has each. */
const KEYS = { apiKey: "ACT365_API_KEY", developerKey: "ACT365_DEVELOPER_KEY" } as const;

/** Does what a user does once, by hand: installs the plugin, and puts the two keys into the stack's configuration. */
export async function preparePluginStack(
  pulumi: Pulumi,
  folder: QuickstartFolder,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { version } = manifest();
  const plugin = join(PLUGIN_FOLDER, EXECUTABLE);
  // Again each time: the build may have made another one of the same version.
  await pulumi.read(["plugin", "install", "resource", "act365", version, "--file", plugin, "--reinstall"]);
  const settings = folder.read("Pulumi.dev.yaml") ?? "";
  for (const [key, variable] of Object.entries(KEYS)) {
    if (!settings.includes(`:${key}:`)) await pulumi.read(["config", "set", "--secret", key], env[variable]);
  }
}
