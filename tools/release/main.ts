import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { problemsOfRelease } from "./problems";

const ROOT = dirname(dirname(dirname(__dirname)));

/** `node tools/dist/release/main.js v1.2.3`: ends with 1, and says why, where this must not be published under that tag. */
function main(tag: string): void {
  const versionOf = (folder: string) => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")).version;
  const problems = problemsOfRelease({
    tag,
    versions: { provider: versionOf("provider"), simulator: versionOf("simulator") },
    changelog: readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"),
  });
  for (const problem of problems) process.stderr.write(`error: ${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main(process.argv[2] ?? "");
