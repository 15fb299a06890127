import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Simulator } from "act365-simulator";
import { obtainEngine } from "../../tools/engine";
import { canary, observe } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { startPlatform } from "../support/platform";
import { plainEnvironment } from "../support/plugin";
import { processesWith } from "../support/processes";
import { observeFiles, STACK_SETTINGS } from "../support/pulumi";
import { EXAMPLES, INSTALLED } from "./install";
import { shellBlocks } from "./shellBlocks";

/** What a user's shell would have before the first line of a README. */
const PRELUDE = `
set -euo pipefail
# All packages of all examples are installed already, once.
npm() { case "$1" in install | ci) ;; *) command npm "$@" ;; esac; }
`;

/** The examples of the running test, with the blocks of their READMEs that it has not run yet. */
const staged: { readonly name: string; readonly blocks: readonly string[] }[] = [];

// A hook of its own: a failure must not keep what the test started from being stopped.
afterEach(() => {
  const left = staged.splice(0).flatMap(({ name, blocks }) => blocks.map((block) => `${name}: ${block}`));
  expect(left).toEqual([]);
});

/** How a script is run. */
interface ScriptOptions {
  /** Whether it is expected to fail. Default: false; the opposite of what is expected is an error. */
  readonly fails?: boolean;
  /** It prints secrets because it was told to: its output is not scanned. Default: false. */
  readonly showsSecrets?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A script under way. */
interface StartedScript {
  /** Resolves with the match as soon as what it printed so far matches. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<{ output: string; status: number | null }>;
  /** Kills (SIGKILL) every process of the example at once, as when the runner stops; resolves when none is left. */
  killAll(): Promise<void>;
}

/** A copy of an example, with the packages installed, a platform, and a Pulumi backend of its own. */
export interface Example {
  readonly folder: string;
  readonly platform: Simulator;
  /** Secret: the keys of Act! 365 that the environment holds. */
  readonly keys: { readonly apiKey: string; readonly developerKey: string };
  /** Runs the next block of shell commands of the README, and returns what it printed. The test fails if some are left at its end. */
  nextBlock(options?: ScriptOptions): Promise<string>;
  /** Runs a script in the copy, as the README's are. */
  run(script: string, options?: ScriptOptions): Promise<string>;
  /** Starts a script, to be killed, or to run until the test ends. */
  start(script: string, environment?: NodeJS.ProcessEnv): StartedScript;
  /** Starts the next block of shell commands of the README likewise. */
  startNextBlock(environment?: NodeJS.ProcessEnv): StartedScript;
  /** Ids of the processes that scripts of the example started and that still run. */
  processes(): number[];
  /** The selected stack's outputs, secrets in clear. */
  outputs(stack?: string): Promise<Record<string, unknown>>;
}

/** Where an example runs. */
interface ExampleOptions {
  readonly platform?: Simulator;
  readonly environment?: NodeJS.ProcessEnv;
  /** Default: its own README's blocks of shell commands. */
  readonly blocks?: readonly string[];
}

/** Copies an example of the checkout, to be run as its README says. It is removed with the test, after its files were scanned. */
export async function stageExample(name: string, options: ExampleOptions = {}): Promise<Example> {
  const engine = await obtainEngine();
  const blocks = [...(options.blocks ?? shellBlocks(readFileSync(join(EXAMPLES, name, "README.md"), "utf8")))];
  staged.push({ name, blocks });
  const copy = mkdtempSync(join(process.env[INSTALLED] ?? "", `${name}-`));
  const folder = join(copy, name);
  cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
  const [state, home] = [join(copy, "state"), join(copy, "home")];
  for (const made of [state, home]) mkdirSync(made);
  const platform = options.platform ?? (await startPlatform());
  const keys = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
  const environment: NodeJS.ProcessEnv = {
    ...plainEnvironment(),
    ...engine.env,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
    // What a person answers at a terminal, and previews that nobody reads.
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_OPTION_SKIP_PREVIEW: "true",
    PULUMI_OPTION_NON_INTERACTIVE: "true",
    // `npm run types` checks them.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    NO_COLOR: "1",
    ACT365_BASE_URL: platform.url,
    ACT365_USER_SECRET: platform.organizations[0]?.userSecret,
    ACT365_ORGANIZATION_SECRET: platform.organizations[0]?.organizationSecret,
    ACT365_API_KEY: keys.apiKey,
    ACT365_DEVELOPER_KEY: keys.developerKey,
    ...options.environment,
  };
  const processes = () => processesWith("PULUMI_HOME", home);
  const killAll = async () => {
    for (let left = processes(); left.length > 0; left = processes()) {
      for (const id of left) kill(id);
      await setTimeout(10);
    }
  };
  const underWay = new Set<Promise<unknown>>();
  const started = (script: string, more: NodeJS.ProcessEnv = {}) => {
    const child = spawn("bash", ["-c", PRELUDE + script], {
      cwd: folder,
      env: { ...environment, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        output += data;
      });
    const ended = once(child, "close").then(() => ({ output, status: child.exitCode }));
    underWay.add(ended);
    return { ended, output: () => output };
  };
  const run: Example["run"] = async (script, { fails = false, showsSecrets = false, environment: more } = {}) => {
    const { output, status } = await started(script, more).ended;
    if (!showsSecrets) observe(script, output);
    if ((status !== 0) !== fails) throw new Error(`${script}\nended with ${status}:\n${output}`);
    return output;
  };
  afterTest(async () => {
    await killAll();
    await Promise.all(underWay);
    for (const made of [state, home]) observeFiles(made);
    observeFiles(folder, { named: STACK_SETTINGS });
    rmSync(copy, { recursive: true, force: true });
  });
  const start: Example["start"] = (script, more) => {
    const { ended, output } = started(script, more);
    underWay.add(ended.then((result) => observe(script, result.output)));
    const printed: StartedScript["printed"] = async (pattern) => {
      let over = false;
      void ended.then(() => {
        over = true;
      });
      for (;;) {
        const match = pattern.exec(output());
        if (match !== null) return match;
        if (over) throw new Error(`${script}\nended without printing ${pattern}:\n${output()}`);
        await setTimeout(20);
      }
    };
    return { ended, killAll, printed };
  };
  const next = () => {
    const block = blocks.shift();
    if (block === undefined) throw new Error(`${name}'s README has no more blocks of shell commands`);
    return block;
  };
  return {
    folder,
    platform,
    keys,
    processes,
    run,
    start,
    nextBlock: (more) => run(next(), more),
    startNextBlock: (more) => start(next(), more),
    async outputs(stack) {
      const which = stack === undefined ? "" : `--stack ${stack}`;
      return JSON.parse(
        await run(`pulumi stack output --json --show-secrets ${which} 2>/dev/null`, { showsSecrets: true }),
      );
    },
  };
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has just ended.
  }
}
