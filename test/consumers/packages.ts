import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packedFolder } from "./pack";

/** The oldest SDK that the peer range takes. */
export const OLDEST_SDK = "3.216.0";
/** The newest one that was tried. Newer engines want an SDK of at least 3.268.0 for `Act365Instance.get`. */
export const NEWEST_SDK = "3.276.0";

/** Versions of what consumers use beside the packages. */
export const TYPESCRIPT_5 = "5.9.3";
export const TYPESCRIPT_6 = "6.0.3";
export const ESBUILD = "0.28.2";

/** The version of the SDK that programs in this folder load. */
export function sdkIn(folder: string): string {
  const file = require.resolve("@pulumi/pulumi/package.json", { paths: [folder] });
  return JSON.parse(readFileSync(file, "utf8")).version;
}

/** A packed package as a dependency in a package.json. */
export function packed(name: "pulumi-act365" | "act365-simulator"): string {
  const file = readdirSync(packedFolder()).find((file) => file.startsWith(`${name}-`));
  return `file:${join(packedFolder(), file ?? name)}`;
}

/** Dependencies of a program: the packed package, and this SDK beside it. */
export function dependencies(sdk: string, more: Record<string, string> = {}): Record<string, string> {
  return { "pulumi-act365": packed("pulumi-act365"), "@pulumi/pulumi": sdk, ...more };
}
