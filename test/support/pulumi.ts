import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainEngine } from "../../tools/engine";
import { observe } from "./canary";
import { afterTest } from "./cleanUp";
import { plainEnvironment } from "./plugin";

const NODE_MODULES = join(__dirname, "..", "..", "node_modules");
const STACK = "dev";

/** What a command of the CLI printed, and how it ended. */
export interface Run {
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
  readonly status: number | null;
}

/** How to run a command. */
export interface RunOptions {
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
  /** Runs a command of the CLI on the project's stack. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** `pulumi up` without its preview. */
  up(options?: RunOptions): Promise<Run>;
  /** Starts a command as the leader of a process group of its own, to be killed with all its children. */
  start(
    args: readonly string[],
    environment?: NodeJS.ProcessEnv,
  ): { process: ChildProcess; ended: Promise<Run>; killAll(): void };
  /** Replaces the program (CommonJS, `index.js` unless another file is named). */
  program(text: string, file?: string): void;
  /** The resources in the state, secrets in clear: for assertions, not scanned. */
  resources(): Promise<StateResource[]>;
  /** The stack's outputs, secrets in clear. */
  outputs(): Promise<Record<string, unknown>>;
}

/** A resource as `pulumi stack export --show-secrets` tells it. */
export interface StateResource {
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
  /** The program, CommonJS. */
  readonly program: string;
  /** Default: "project". */
  readonly name?: string;
  /** Added to an environment that knows nothing of Act! 365 and of proxies. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Stack configuration to set, keys with namespace. */
  readonly configuration?: Readonly<Record<string, string | { secret: string }>>;
  /** Default: one of its own. */
  readonly backend?: string;
}

/** Makes a project with the stack "dev". */
export async function createProject(options: ProjectOptions): Promise<Project> {
  const engine = await obtainEngine();
  const folder = mkdtempSync(join(tmpdir(), "act365-project-"));
  mkdirSync(join(folder, "state"));
  mkdirSync(join(folder, "home"));
  symlinkSync(NODE_MODULES, join(folder, "node_modules"));
  const name = options.name ?? "project";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true }));
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
  const start: Project["start"] = (args, more = {}) => {
    const child = spawn(engine.pulumi, [...args, "--non-interactive"], {
      cwd: folder,
      env: { ...environment, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    const killAll = () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
    };
    afterTest(killAll);
    return { process: child, ended: once(child, "close").then(() => ({ output, status: child.exitCode })), killAll };
  };
  const pulumi: Project["pulumi"] = async (
    args,
    { fails = false, showsSecrets = false, environment: more = {} } = {},
  ) => {
    const run = await start(args, more).ended;
    if (!showsSecrets) observe(`pulumi ${args.join(" ")}`, run.output);
    if ((run.status !== 0) !== fails)
      throw new Error(`pulumi ${args.join(" ")} ended with ${run.status}:\n${run.output}`);
    return run;
  };
  const project: Project = {
    folder,
    backend,
    pulumi,
    start,
    up: (more) => pulumi(["up", "--yes", "--skip-preview", "--stack", STACK], more),
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
  project.program(options.program);
  afterTest(() => {
    observeFiles(join(folder, "state"));
    observeFiles(join(folder, "home"));
    for (const file of readdirSync(folder).filter((file) => /^Pulumi\..*\.yaml$/.test(file)))
      observeFile(join(folder, file));
    rmSync(folder, { recursive: true, force: true });
  });
  await pulumi(["stack", "init", STACK]);
  for (const [key, value] of Object.entries(options.configuration ?? {})) {
    const [text, flags] = typeof value === "string" ? [value, []] : [value.secret, ["--secret"]];
    await pulumi(["config", "set", key, text, ...flags, "--stack", STACK]);
  }
  return project;
}

function observeFiles(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) observeFile(join(entry.parentPath, entry.name));
  }
}

function observeFile(path: string): void {
  observe(path, readFileSync(path, "latin1"));
}
