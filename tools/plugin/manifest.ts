import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The checkout. */
export const ROOT = dirname(dirname(dirname(__dirname)));

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
  const { version, engines, homepage } = JSON.parse(readFileSync(join(ROOT, "provider", "package.json"), "utf8"));
  return { version, node: engines.node.replace(/^>=/, ""), repository: homepage.replace(/#.*/, "") };
}
