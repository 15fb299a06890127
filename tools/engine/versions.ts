/** The engine that this project is tested on: both Go modules below this folder build it. */
export const ENGINE_VERSION = "3.259.0";

/** Older engines drop the inputs that a dynamic provider's `read` returns, so that refresh shows wrong differences. */
export const OLDEST_VERSION = "3.216.0";

/** The version in what `pulumi version` prints, without its `v`; undefined where there is none. */
export function parseVersion(printed: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+)(?:[-+]\S*)?$/m.exec(printed.trim())?.[1];
}

/** Whether a version such as `3.259.0` is as new as another one, or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const wanted = oldest.split(".").map(Number);
  const parts = version.split(".").map(Number);
  for (const [i, least] of wanted.entries()) {
    const part = parts[i] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
