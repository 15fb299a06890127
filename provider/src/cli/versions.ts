/** The oldest CLI and SDK that the package works with: `read` can return inputs since then. */
export const OLDEST_PULUMI = "3.216.0";
/** The oldest CLI that imports a resource whose outputs are given. */
export const OLDEST_PULUMI_FOR_IMPORT = "3.254.0";

/** The version in what a program prints, such as "v3.259.0"; undefined where there is none. */
export function versionIn(printed: string): string | undefined {
  return /\d+\.\d+\.\d+/.exec(printed)?.[0];
}

/** Whether a version is the oldest one or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, need] = [version, oldest].map((text) => text.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (have?.[index] ?? 0) - (need?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
