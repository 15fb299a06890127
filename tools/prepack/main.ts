import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withAbsoluteLinks } from "./links";

const ROOT = dirname(dirname(dirname(__dirname)));

/** Run by npm in the package's folder, before it packs: puts the files there that stand at the repository's root. */
function main(): void {
  const { homepage, version } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of ["LICENSE", "CHANGELOG.md"]) copyFileSync(join(ROOT, name), name);
  const published = { repository: homepage.replace(/#.*/, ""), revision: `v${version}` };
  writeFileSync("README.md", withAbsoluteLinks(readFileSync(join(ROOT, "README.md"), "utf8"), published));
}

main();
