import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { ProgramLanguage } from "./language";
import { runOrFail } from "./runOrFail";

/** Takes Pulumi's SDK and TypeScript from the checkout: nothing is downloaded. */
export const typescript: ProgramLanguage = {
  name: "TypeScript",
  host: undefined,
  sdk: "nodejs",
  needs: [],
  program: "index.ts",
  leftovers: ["node_modules"],
  async install(project, around) {
    const installed = dirname(dirname(require.resolve("typescript/package.json")));
    const packages = join(project, "node_modules");
    rmSync(packages, { recursive: true, force: true });
    mkdirSync(packages);
    for (const name of ["@pulumi", "@types", "typescript"]) symlinkSync(join(installed, name), join(packages, name));
    symlinkSync(join("..", "sdks", "act365"), join(packages, "pulumi-act365-sdk"));
    // Compiles the SDK, which npm would do when it installs it; `tsc` must be on the PATH.
    const cwd = join(project, "sdks", "act365");
    const env = { ...around.env, PATH: [join(installed, ".bin"), around.env["PATH"]].join(delimiter) };
    await runOrFail(process.execPath, [join(cwd, "scripts", "postinstall.js")], { ...around, env, cwd });
  },
};
