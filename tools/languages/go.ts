import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { withProgress } from "../engine/progress";
import type { Surroundings } from "../engine/surroundings";
import type { ProgramLanguage } from "./language";
import { runOrFail } from "./runOrFail";

/** What Go compiled, beside the engine. */
const compiled = ({ cacheFolder }: Surroundings) => join(cacheFolder, "go-build");

/** Go fetches by itself what a program imports. */
export const go: ProgramLanguage = {
  name: "Go",
  host: "go",
  sdk: "go",
  needs: [{ program: "go", install: "Go 1.25.11 or newer (https://go.dev/dl/)" }],
  program: "main.go",
  leftovers: [],
  async install(project, around) {
    // `pulumi up` would do it, too, and say nothing for minutes.
    if (!existsSync(compiled(around))) {
      around.log("Compiling Pulumi's Go SDK. This takes about 3 minutes on 2 cores, once for this machine.");
    }
    const env = { ...around.env, GOCACHE: compiled(around) };
    await withProgress("compiling", around, () =>
      runOrFail("go", ["build", "-o", devNull, "./..."], { ...around, env, cwd: project }),
    );
  },
  environment: async (_project, around) => ({ GOCACHE: compiled(around) }),
};
