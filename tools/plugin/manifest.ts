import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The checkout's, wherever this file was compiled to. */
const PROVIDER = dirname(require.resolve("pulumi-act365/package.json"));

/** The checkout. */
export const ROOT = dirname(PROVIDER);

/** Where the build puts the plugin and its schema. */
export const PLUGIN_FOLDER = join(PROVIDER, "plugin");

/** What the plugin takes over from the package's manifest. */
interface Manifest {
  readonly version: string;
  /** The oldest Node.js, such as "20.18.1". */
  readonly node: string;
  /** The repository's page. */
  readonly repository: string;
}

/** What provider/package.json says. */
export function manifest(): Manifest {
  const { version, engines, homepage } = JSON.parse(readFileSync(join(PROVIDER, "package.json"), "utf8"));
  return { version, node: engines.node.replace(/^>=/, ""), repository: homepage.replace(/#.*/, "") };
}
