import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { obtainEngine } from "../../tools/engine";
import { canary } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { startPlatform } from "../support/platform";
import { plainEnvironment } from "../support/plugin";
import { observeFiles, STACK_SETTINGS } from "../support/pulumi";
import { EXAMPLES, INSTALLED } from "./install";
import { type ScriptOptions, Shell, type StartedScript } from "./shell";
import { shellBlocks } from "./shellBlocks";

/** The examples of the running test, with the blocks of their READMEs that it has not run yet. */
const started: { readonly name: string; readonly blocks: readonly string[] }[] = [];

// A hook of its own: a failure must not keep what the test started from being stopped.
afterEach(() => {
  const left = started.splice(0).flatMap(({ name, blocks }) => blocks.map((block) => `${name}: ${block}`));
  expect(left).toEqual([]);
});

/** A copy of an example, with the packages installed, a platform, and a Pulumi backend of its own. */
export interface Example {
  readonly folder: string;
  readonly platform: Simulator;
  /** Secret: the keys of Act! 365 that the environment holds. */
  readonly keys: { readonly apiKey: string; readonly developerKey: string };
  /** Runs scripts in the copy, as the README's are. */
  readonly shell: Shell;
  /** Runs the next block of shell commands of the README, and returns what it printed. The test fails if some are left at its end. */
  nextBlock(options?: ScriptOptions): Promise<string>;
  /** Starts the next block, to run until the test ends. */
  startNextBlock(environment?: NodeJS.ProcessEnv): StartedScript;
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
export async function setUpExample(name: string, options: ExampleOptions = {}): Promise<Example> {
  const engine = await obtainEngine();
  const blocks = [...(options.blocks ?? shellBlocks(readFileSync(join(EXAMPLES, name, "README.md"), "utf8")))];
  started.push({ name, blocks });
  const copy = mkdtempSync(join(process.env[INSTALLED] ?? "", `${name}-`));
  const folder = join(copy, name);
  cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
  // Node.js looks for packages in the folders above, too; npx does not.
  symlinkSync(join(process.env[INSTALLED] ?? "", "node_modules"), join(folder, "node_modules"));
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
  const shell = new Shell(folder, environment);
  afterTest(async () => {
    await shell.stop();
    for (const made of [state, home]) observeFiles(made);
    observeFiles(folder, { named: STACK_SETTINGS });
    rmSync(copy, { recursive: true, force: true });
  });
  const next = () => {
    const block = blocks.shift();
    if (block === undefined) throw new Error(`${name}'s README has no more blocks of shell commands`);
    return block;
  };
  return {
    folder,
    platform,
    keys,
    shell,
    nextBlock: (more) => shell.run(next(), more),
    startNextBlock: (more) => shell.start(next(), more),
    async outputs(stack) {
      const which = stack === undefined ? "" : `--stack ${stack}`;
      const command = `pulumi stack output --json --show-secrets ${which} 2>/dev/null`;
      return JSON.parse(await shell.run(command, { showsSecrets: true }));
    },
  };
}
