import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fillCache } from "./cache";
import type { Engine } from "./engine";
import { type GoProgram, goBuild } from "./goBuild";
import { DYNAMIC_PROVIDER, findOnPath, GO, LANGUAGE_HOST, PULUMI, sdkDynamicProvider } from "./programs";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";
import { ENGINE_VERSION } from "./versions";

const VERSION = { variable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version", value: ENGINE_VERSION };

/** What is built: two modules, since the language host's last version that can be had needs an older SDK. */
const PROGRAMS: Readonly<Record<string, GoProgram>> = {
  [PULUMI]: { module: "engine/cli", source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", version: VERSION },
  [LANGUAGE_HOST]: {
    module: "engine/language-host",
    source: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: VERSION,
  },
};

/**
 * Builds the engine from Go modules into the cache.
 * @throws where `go` is missing or fails
 */
export async function buildEngine(around: Surroundings): Promise<Engine> {
  if (findOnPath(GO, around.env) === undefined) throw new Error("there is no `go` on PATH to build it with");
  around.log(
    `Building Pulumi ${ENGINE_VERSION} from its Go modules. This takes about 7 minutes on 2 cores, once for this machine.`,
  );
  return withProgress("building", around, () =>
    fillCache("built", around, async (folder) => {
      for (const [name, program] of Object.entries(PROGRAMS)) {
        await goBuild(program, join(folder, "bin", name), around);
      }
      copyFileSync(sdkDynamicProvider(), join(folder, "bin", DYNAMIC_PROVIDER));
    }),
  );
}
