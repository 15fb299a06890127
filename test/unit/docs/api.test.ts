import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/docs/pages";
import { temporaryFolder } from "../../support/temporaryFolder";

test("docs/api is what typedoc makes of the exports: run `npm run docs:api` if it is not", () => {
  const folder = temporaryFolder("api");
  const typedoc = join(ROOT, "node_modules", "typedoc", "bin", "typedoc");
  execFileSync(process.execPath, [typedoc, "--out", folder, "--logLevel", "Warn"], { cwd: ROOT });
  const [committed, fresh] = [join(ROOT, "docs", "api"), folder].map((from) =>
    readFileSync(join(from, "index.md"), "utf8"),
  );
  expect(committed).toBe(fresh);
}, 120_000);
