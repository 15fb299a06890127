import type { GoProgram } from "./goBuild";
import { ENGINE_VERSION } from "./versions";

const SDK_VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** A language whose host is obtained when a program in it is to run. Node.js's comes with the engine. */
export type HostLanguage = "yaml" | "python" | "go" | "java";

/** A language host that can be built. */
interface Host {
  /** What the language is called. */
  readonly name: string;
  readonly version: string;
  /** How long the build takes on 2 cores. */
  readonly minutes: number;
  readonly program: GoProgram;
}

/** The last version of each host that the Go module proxy serves; newer ones are in modules without tags. */
export const HOSTS: Readonly<Record<HostLanguage, Host>> = {
  // Raised to the engine's own version of the code generators, so it makes the SDKs that this engine expects.
  yaml: host("YAML", "yaml", "1.38.1", 2, {
    source: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    variable: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
  }),
  // Python's and Go's tell the engine's version, as Node.js's does.
  python: host("Python", "python", "3.79.0", 2, {
    source: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    variable: SDK_VERSION,
    tells: ENGINE_VERSION,
  }),
  go: host("Go", "go", "3.66.0", 2, {
    source: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
    variable: SDK_VERSION,
    tells: ENGINE_VERSION,
  }),
  java: host("Java", "java", "1.22.0", 4, {
    source: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
    variable: "github.com/pulumi/pulumi-java/pkg/version.Version",
  }),
};

function host(
  name: string,
  language: HostLanguage,
  version: string,
  minutes: number,
  { source, variable, tells = version }: { source: string; variable: string; tells?: string },
): Host {
  const program = { module: `engine/hosts/${language}`, source, version: { variable, value: tells } };
  return { name, version, minutes, program };
}
