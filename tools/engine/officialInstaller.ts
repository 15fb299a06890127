import { createRequire } from "node:module";
import { ENGINE_VERSION } from "./versions";

/** Installs the engine so that `<root>/bin` holds it. */
export type OfficialInstaller = (root: string) => Promise<void>;

/** Pulumi's own installer, as the Automation API ships it. It downloads a script and the engine from the internet. */
export const officialInstaller: OfficialInstaller = async (root) => {
  // Loaded only when it is needed, since the SDK takes a second to load.
  const automation = require.resolve("@pulumi/pulumi/automation");
  const { PulumiCommand } = require(automation) as typeof import("@pulumi/pulumi/automation");
  // The SDK takes a version as an object of its own copy of semver.
  const { SemVer } = createRequire(automation)("semver") as typeof import("semver");
  await PulumiCommand.install({ root, version: new SemVer(ENGINE_VERSION) });
};
