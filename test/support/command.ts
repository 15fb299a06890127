import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Simulator } from "act365-simulator";
import { run } from "../../provider/src/cli/run";
import { systemClock } from "../../provider/src/util/clock";
import { canary, observe, rememberSecret } from "./canary";
import { configurationFor } from "./platform";
import { temporaryFolder } from "./temporaryFolder";

/** What a run of the command in a test starts from. */
export interface CommandSetup {
  /** The Pulumi project's folder. */
  readonly folder: string;
  /** Added to an environment without credentials, whose PATH leads to the stand-in for `pulumi`. */
  environment: Record<string, string | undefined>;
  /** What the stand-in answers, by the beginning of its arguments; an answer of another status than 0 goes to stderr. */
  pulumi: Record<string, string | { status: number; says: string }>;
  /** Columns of the terminal; undefined: no terminal. */
  columns?: number;
  /** What the person at the terminal answers. */
  answer?: string;
  /** What happens while the question waits. */
  onQuestion?: () => void;
  /** The time of day. */
  now?: Date;
  /** Ctrl-C. */
  signal?: AbortSignal;
}

/** What a run of the command printed. */
export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly messages: string;
}

/** A project "shop" with the stack "dev", whose configuration leads to the simulator. */
export function setUpCommand(simulator: Simulator): CommandSetup {
  const folder = temporaryFolder("command");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const configuration = Object.entries(configurationFor(simulator)).map(([key, value]) => [
    key,
    { value, secret: true },
  ]);
  return {
    folder,
    environment: {},
    pulumi: {
      "stack --show-name --fully-qualify-stack-names": "organization/shop/dev\n",
      "stack --show-name": "dev\n",
      "stack ls --json --fully-qualify-stack-names": stacks("organization/shop/dev"),
      "whoami --json": JSON.stringify({ user: "me", url: "s3://states" }),
      "config --json": JSON.stringify(Object.fromEntries(configuration)),
      "stack export": stateWith([]),
      "plugin ls --json": "[]",
      version: "v3.259.0\n",
    },
  };
}

/** What `pulumi stack ls` prints where these are the project's stacks. */
export function stacks(...names: readonly string[]): string {
  return JSON.stringify(names.map((name) => ({ name, current: false, resourceCount: 1 })));
}

/** An instance in a state. */
interface InState {
  readonly name: string;
  readonly id: string;
  readonly outputs?: object;
  /** What its URN gives as types: its own, after those of its parents. Default: the dynamic resource's. */
  readonly types?: string;
  readonly external?: boolean;
}

/** The dynamic resource's type. */
export const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";
/** The type of the plugin's resource. */
export const PLUGIN_TYPE = "act365:index:Instance";

/** An instance as a state holds it, of the stack "dev" unless another is named. */
export function resourceInState({ name, id, types = DYNAMIC_TYPE, ...more }: InState, stack = "dev"): object {
  const type = types.split("$").at(-1);
  return { urn: `urn:pulumi:${stack}::shop::${types}::${name}`, custom: true, id, type, outputs: {}, ...more };
}

/** What `pulumi stack export` prints of a stack with these instances. */
export function stateWith(instances: readonly InState[], more: object = {}): string {
  const resources = instances.map((one) => resourceInState(one));
  return JSON.stringify({ version: 3, deployment: { resources, ...more } });
}

/** Adds a setting to the stack's configuration, or changes it. */
export function configure({ pulumi }: CommandSetup, key: string, value: string): void {
  const configuration = JSON.parse(String(pulumi["config --json"]));
  configuration[`act365:${key}`] = { value, secret: false };
  pulumi["config --json"] = JSON.stringify(configuration);
}

/** Runs the command in this process; what it prints is scanned for secrets, unless it was told to show them. */
export async function command(setup: CommandSetup, ...args: string[]): Promise<CommandResult> {
  const texts = { output: "", messages: "" };
  const stream = (name: keyof typeof texts) => ({
    write: (text: string) => {
      texts[name] += text;
    },
    isTerminal: setup.columns !== undefined,
    columns: setup.columns,
  });
  const { answer, onQuestion } = setup;
  const status = await run(args, {
    environment: { PATH: `${dirname(writeFakePulumi(setup))}${delimiter}${process.env["PATH"]}`, ...setup.environment },
    folder: setup.folder,
    output: stream("output"),
    messages: stream("messages"),
    signal: setup.signal ?? new AbortController().signal,
    ask: answer === undefined ? undefined : () => Promise.resolve(onQuestion?.()).then(() => answer),
    clock: { ...systemClock, now: () => (setup.now ?? new Date()).getTime(), sleep: () => Promise.resolve() },
  });
  if (!args.includes("--show-secrets")) observe(`the output of ${args.join(" ")}`, texts.output);
  observe(`the messages of ${args.join(" ")}`, texts.messages);
  return { status, ...texts };
}

/** An instance that somebody made by hand, with keys and a token that must not show anywhere. */
export function madeByHand(
  simulator: Simulator,
  name: string,
  more: { tags?: string[]; configuration?: Record<string, string> } = {},
) {
  const { tags = [], configuration = {} } = more;
  const keys = { username: canary("apiKey"), password: canary("developerKey") };
  const made = simulator.others.create({ name, tags, configuration: { ...keys, ...configuration } });
  rememberSecret("token", made.token);
  return { ...made, id: String(made.id) };
}

/** Writes a script that answers as the setup says now. @returns the script */
export function writeFakePulumi({ folder, pulumi }: CommandSetup): string {
  const file = join(folder, "bin", "pulumi");
  mkdirSync(dirname(file), { recursive: true });
  // For the shell, which starts much faster than Node.js: a run of the command asks up to ten times.
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const cases = Object.entries(pulumi).map(([beginning, answer], index) => {
    const { status, says } = typeof answer === "string" ? { status: 0, says: answer } : answer;
    const text = join(dirname(file), `answer${index}`);
    writeFileSync(text, says);
    return `  ${quoted(beginning)}*) cat ${quoted(text)}${status === 0 ? "" : " >&2"}; exit ${status} ;;`;
  });
  writeFileSync(
    file,
    `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\nesac\necho "error: not expected: $*" >&2\nexit 1\n`,
  );
  chmodSync(file, 0o755);
  return file;
}
