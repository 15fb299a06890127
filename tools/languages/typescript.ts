import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { lastLines } from "../engine/command";
import type { ProgramLanguage } from "./language";

/** Takes Pulumi's SDK and TypeScript from the checkout: nothing is downloaded. */
export const typescript: ProgramLanguage = {
  name: "TypeScript",
  host: undefined,
  sdk: "nodejs",
  needs: [],
  async prepare(project, around) {
    const packages = join(project, "node_modules");
    mkdirSync(packages);
    const installed = dirname(dirname(require.resolve("typescript/package.json")));
    for (const name of ["@pulumi", "@types", "typescript"]) symlinkSync(join(installed, name), join(packages, name));
    symlinkSync(join("..", "sdks", "act365"), join(packages, "pulumi-act365-sdk"));
    // npm does this when it installs the SDK; `tsc` is on its PATH.
    const cwd = join(project, "sdks", "act365");
    const env = { ...around.env, PATH: [join(installed, ".bin"), around.env["PATH"]].join(delimiter) };
    const script = join(cwd, "scripts", "postinstall.js");
    const { status, stderr } = await around.run(process.execPath, [script], { cwd, env, signal: around.signal });
    if (status !== 0) throw new Error(`the SDK does not compile:\n${lastLines(stderr)}`);
    return {};
  },
};
