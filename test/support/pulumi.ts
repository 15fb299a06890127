import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainEngine } from "../../tools/engine";
import { observe } from "./canary";
import { childOutput } from "./childOutput";
import { afterTest } from "./cleanUp";
import { plainEnvironment } from "./plugin";
import { killProcessesWith, processesWith } from "./processes";

const NODE_MODULES = join(__dirname, "..", "..", "node_modules");
const STACK = "dev";
const AT_ONCE = ["--yes", "--skip-preview", "--stack", STACK];

/** What a command of the CLI printed, and how it ended. */
export interface Run {
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
  readonly status: number | null;
}

/** A command of the CLI under way. */
interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Run>;
  /** Kills (SIGKILL) every process that commands on the project started, as when the machine stops; resolves when none is left. */
  killAll(): Promise<void>;
}

/** How to run a command. */
interface RunOptions {
  /** Whether the command is expected to fail. Default: false; the opposite of what is expected is an error. */
  readonly fails?: boolean;
  /** The command prints secrets because it was told to: its output is not scanned. Default: false. */
  readonly showsSecrets?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A Pulumi project in a folder of its own, with the real CLI. It is removed with the test, after its files were scanned. */
export interface Project {
  readonly folder: string;
  /** `file://` URL of the folder that holds the state: another project may share it. */
  readonly backend: string;
  /** What commands run with; its PATH leads to the CLI first. Holds secrets. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs a command of the CLI on the project's stack. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** `pulumi up` without its preview. */
  up(options?: RunOptions): Promise<Run>;
  /** `pulumi preview --diff`. */
  preview(options?: RunOptions): Promise<Run>;
  /** `pulumi refresh` without its preview, which would read everything twice. */
  refresh(options?: RunOptions): Promise<Run>;
  /** `pulumi destroy` without its preview. */
  destroy(options?: RunOptions): Promise<Run>;
  /** Starts a command, to be interrupted or killed. Its output is scanned. */
  start(args: readonly string[], environment?: NodeJS.ProcessEnv): Started;
  /** Ids of the processes that commands on this project started and that still run: the CLI, its plugins and programs. */
  processes(): number[];
  /** Replaces the program (CommonJS, `index.js` unless another file is named). */
  program(text: string, file?: string): void;
  /** The resources in the state, secrets in clear: for assertions, not scanned. */
  resources(): Promise<StateResource[]>;
  /** The stack's outputs, secrets in clear. */
  outputs(): Promise<Record<string, unknown>>;
}

/** A resource as `pulumi stack export --show-secrets` tells it. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly initErrors?: string[];
  readonly additionalSecretOutputs?: string[];
}

/** Where a project starts from. */
export interface ProjectOptions {
  /** The program, CommonJS. Default: what the folder holds. */
  readonly program?: string;
  /** Default: "project". */
  readonly name?: string;
  /** Added to an environment that knows nothing of Act! 365 and of proxies. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Stack configuration to set, keys with namespace. */
  readonly configuration?: Readonly<Record<string, string | { secret: string }>>;
  /** Default: one of its own. */
  readonly backend?: string;
  /** A folder with what the program needs installed, and with a Pulumi.yaml unless it is to get one. Default: an empty one, linked to `packages`. */
  readonly folder?: string;
  /** The `node_modules` of the project. Default: the checkout's. */
  readonly packages?: string;
  /** The program's file or folder, as Pulumi.yaml names it. Default: the project's folder. */
  readonly main?: string;
  /** Folders with the executables of provider plugins, by the package's name. */
  readonly providers?: Readonly<Record<string, string>>;
  /** Whether the program is TypeScript; loading it takes the CLI longer. Default: false. */
  readonly typescript?: boolean;
}

/** Makes a project with the stack "dev". */
export async function createProject(options: ProjectOptions): Promise<Project> {
  const engine = await obtainEngine();
  const name = options.name ?? "project";
  const folder = options.folder ?? linkedFolder(name, options.packages ?? NODE_MODULES);
  mkdirSync(join(folder, "state"));
  mkdirSync(join(folder, "home"));
  const runtime = `runtime:\n  name: nodejs\n  options:\n    typescript: ${options.typescript ?? false}\n`;
  const main = options.main === undefined ? "" : `main: ${options.main}\n`;
  const manifest = join(folder, "Pulumi.yaml");
  const providers = Object.entries(options.providers ?? {}).map(([name, path]) => ({ name, path }));
  const plugins = providers.length === 0 ? "" : `plugins: ${JSON.stringify({ providers })}\n`;
  if (!existsSync(manifest)) writeFileSync(manifest, `name: ${name}\n${main}${runtime}${plugins}`);
  const backend = options.backend ?? `file://${join(folder, "state")}`;
  const environment = {
    ...plainEnvironment(),
    ...engine.env,
    PULUMI_BACKEND_URL: backend,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
    NO_COLOR: "1",
    ...options.environment,
  };
  const processes = () => processesWith("PULUMI_HOME", join(folder, "home"));
  const killAll = () => killProcessesWith("PULUMI_HOME", join(folder, "home"));
  const underWay = new Set<Promise<Run>>();
  const spawned = (args: readonly string[], more: NodeJS.ProcessEnv): Started => {
    const child = spawn(engine.pulumi, [...args, "--non-interactive"], {
      cwd: folder,
      env: { ...environment, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      // Else a Ctrl-C on the test run would reach it, and a SIGINT of a test its children only through it.
      detached: true,
    });
    return { process: child, ended: childOutput(child).ended, killAll };
  };
  const start: Project["start"] = (args, more = {}) => {
    const started = spawned(args, more);
    const ended = started.ended.then((run) => {
      observe(`pulumi ${args.join(" ")}`, run.output);
      return run;
    });
    underWay.add(ended);
    return { ...started, ended };
  };
  const pulumi: Project["pulumi"] = async (
    args,
    { fails = false, showsSecrets = false, environment: more = {} } = {},
  ) => {
    const run = await spawned(args, more).ended;
    if (!showsSecrets) observe(`pulumi ${args.join(" ")}`, run.output);
    if ((run.status !== 0) !== fails)
      throw new Error(`pulumi ${args.join(" ")} ended with ${run.status}:\n${run.output}`);
    return run;
  };
  const project: Project = {
    folder,
    backend,
    environment,
    pulumi,
    start,
    processes,
    up: (more) => pulumi(["up", ...AT_ONCE], more),
    preview: (more) => pulumi(["preview", "--diff", "--stack", STACK], more),
    refresh: (more) => pulumi(["refresh", ...AT_ONCE], more),
    destroy: (more) => pulumi(["destroy", ...AT_ONCE], more),
    program: (text, file = "index.js") => writeFileSync(join(folder, file), text),
    async resources() {
      const { output } = await pulumi(["stack", "export", "--show-secrets", "--stack", STACK], { showsSecrets: true });
      return JSON.parse(output).deployment.resources ?? [];
    },
    async outputs() {
      const { output } = await pulumi(["stack", "output", "--json", "--show-secrets", "--stack", STACK], {
        showsSecrets: true,
      });
      return JSON.parse(output);
    },
  };
  if (options.program !== undefined) project.program(options.program);
  afterTest(async () => {
    await killAll();
    await Promise.all(underWay);
    observeFiles(join(folder, "state"));
    observeFiles(join(folder, "home"));
    observeFiles(folder, { named: STACK_SETTINGS, recursive: false });
    rmSync(folder, { recursive: true, force: true });
  });
  await pulumi(["stack", "init", STACK]);
  const settings = Object.entries(options.configuration ?? {}).flatMap(([key, value]) =>
    typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
  );
  if (settings.length > 0) await project.pulumi(["config", "set-all", ...settings, "--stack", STACK]);
  return project;
}

/** An empty project in a folder of its own that finds these packages, pulumi-act365 among them. */
function linkedFolder(name: string, packages: string): string {
  const folder = mkdtempSync(join(tmpdir(), "act365-project-"));
  symlinkSync(packages, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true }));
  return folder;
}

/** The files with the stacks' settings. */
export const STACK_SETTINGS = /^Pulumi\..*\.yaml$/;

/**
 * Hands files in a folder to the scan for secrets.
 * @param which default: all, those in folders below included
 */
export function observeFiles(folder: string, which: { named?: RegExp; recursive?: boolean } = {}): void {
  const { named = /./, recursive = true } = which;
  for (const entry of readdirSync(folder, { recursive, withFileTypes: true })) {
    if (!entry.isFile() || !named.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    observe(path, readFileSync(path, "latin1"));
  }
}
