import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./manifest";

/** `node tools/dist/plugin/schema.js`: writes provider/schema.json, which has no version, so that a release does not change it. */
function main(): void {
  const { pluginSchema } = require(join(ROOT, "provider", "dist", "plugin", "schema"));
  writeFileSync(join(ROOT, "provider", "schema.json"), `${JSON.stringify(pluginSchema(), null, 2)}\n`);
}

main();
