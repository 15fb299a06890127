import type { Surroundings } from "./surroundings";
import { parseVersion } from "./versions";

/** The version that a CLI tells; undefined where it does not run, or not on this machine. */
export async function pulumiVersion(
  pulumi: string,
  { env, run, signal }: Pick<Surroundings, "env" | "run" | "signal">,
): Promise<string | undefined> {
  const result = await run(pulumi, ["version"], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, signal });
  return result.status === 0 ? parseVersion(result.stdout) : undefined;
}
