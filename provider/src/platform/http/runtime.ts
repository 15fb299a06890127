/** What runs a process, as `process.versions` says. */
export interface RuntimeVersions {
  readonly node: string;
  readonly bun?: string | undefined;
}

/** The oldest Node.js that the HTTP library runs on. */
export const OLDEST_NODE = "20.18.1";

/**
 * Why the package cannot work in this process; undefined if it can. The command loads this before anything else, so it
 * uses nothing that an old Node.js does not know.
 */
export function runtimeProblem(versions: RuntimeVersions, executable: string): string | undefined {
  if (versions.bun !== undefined) {
    return (
      `pulumi-act365 runs on Node.js, not on Bun; this is Bun ${versions.bun} (${executable}). Make sure that "node" on ` +
      'the PATH is Node.js, and use "runtime: nodejs" in Pulumi.yaml for programs with look-ups'
    );
  }
  if (numberOf(versions.node) >= numberOf(OLDEST_NODE)) return undefined;
  return (
    `pulumi-act365 needs Node.js ${OLDEST_NODE} or newer; this is Node.js ${versions.node} (${executable}). ` +
    "Install a newer Node.js, and check which one is first on the PATH"
  );
}

/** Major, minor and patch version as one number. */
function numberOf(version: string): number {
  const parts = version.split(".").slice(0, 3);
  return parts.reduce((number, part) => number * 1e4 + Number.parseInt(part, 10), 0);
}
