import { copyFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fillCache } from "./cache";
import { lastLines } from "./command";
import type { Engine } from "./engine";
import { DYNAMIC_PROVIDER, findOnPath, GO, LANGUAGE_HOST, PULUMI, sdkDynamicProvider } from "./programs";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";
import { ENGINE_VERSION } from "./versions";

const FLAGS = [
  "-mod=readonly",
  "-trimpath",
  "-tags=osusergo,grpcnotrace",
  `-ldflags=-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`,
];

/** What is built: two modules, since the language host's last version that can be had needs an older SDK. */
const TARGETS = [
  { module: "cli", program: PULUMI, source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
  {
    module: "language-host",
    program: LANGUAGE_HOST,
    source: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
];

/**
 * Builds the engine from Go modules into the cache.
 * @throws where `go` is missing or fails
 */
export async function buildEngine(around: Surroundings): Promise<Engine> {
  const go = findOnPath(GO, around.env);
  if (go === undefined) throw new Error("there is no `go` on PATH to build it with");
  around.log(
    `Building Pulumi ${ENGINE_VERSION} from its Go modules. This takes about 7 minutes on 2 cores, once for this machine.`,
  );
  return withProgress("building", around, () =>
    fillCache("built", around, async (folder) => {
      for (const { module, program, source } of TARGETS) {
        await build(go, join(moduleFolder(), module), join(folder, "bin", program), source, around);
      }
      copyFileSync(sdkDynamicProvider(), join(folder, "bin", DYNAMIC_PROVIDER));
    }),
  );
}

async function build(go: string, cwd: string, output: string, source: string, around: Surroundings): Promise<void> {
  const { status, stderr } = await around.run(go, ["build", ...FLAGS, "-o", output, source], {
    cwd,
    env: { ...around.env, CGO_ENABLED: "0", GOWORK: "off" },
    signal: around.signal,
  });
  if (status !== 0) throw new Error(`\`go build ${source}\` failed:\n${lastLines(stderr)}`);
}

/** The folder with the two Go modules: this file's own, or, compiled, the one that it was compiled from. */
function moduleFolder(): string {
  const compiledFrom = join(dirname(dirname(__dirname)), "engine");
  return existsSync(join(__dirname, "cli", "go.mod")) ? __dirname : compiledFrom;
}
