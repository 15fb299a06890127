import { parseArgs } from "node:util";
import { didYouMean } from "../util/didYouMean";
import { UsageError } from "./errors";

/** Every option, and whether it takes a value. */
const OPTIONS = {
  cwd: { type: "string" },
  stack: { type: "string", short: "s" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  json: { type: "boolean" },
  tag: { type: "string" },
  search: { type: "string" },
  "show-secrets": { type: "boolean" },
  all: { type: "boolean" },
  type: { type: "string" },
  out: { type: "string" },
  code: { type: "string" },
  "shared-keys": { type: "boolean" },
  delete: { type: "boolean" },
  yes: { type: "boolean", short: "y" },
} as const;

type OptionName = keyof typeof OPTIONS;

/** The options of each subcommand, besides `--cwd`, `--stack` and `--help`. */
const COMMANDS = {
  doctor: ["json"],
  import: ["all", "tag", "type", "out", "code", "shared-keys"],
  list: ["tag", "search", "json", "show-secrets"],
  orphans: ["delete", "yes", "json"],
} as const satisfies Record<string, readonly OptionName[]>;

/** A subcommand. */
export type CommandName = keyof typeof COMMANDS;

const NAMES = ["doctor", "list", "import", "orphans"] as const satisfies readonly CommandName[];

/** The options as given; undefined and false for what was not. */
export interface Options {
  readonly cwd: string | undefined;
  readonly stack: string | undefined;
  readonly tag: string | undefined;
  readonly search: string | undefined;
  readonly type: string | undefined;
  readonly out: string | undefined;
  readonly code: string | undefined;
  readonly json: boolean;
  readonly showSecrets: boolean;
  readonly all: boolean;
  readonly sharedKeys: boolean;
  readonly delete: boolean;
  readonly yes: boolean;
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" }
  | {
      readonly kind: "command";
      readonly command: CommandName;
      readonly ids: readonly string[];
      readonly options: Options;
    };

/** @throws UsageError */
export function readCommandLine(args: readonly string[]): Request {
  if (args.length === 0) return { kind: "help", command: undefined };
  const { values, positionals, tokens } = parsed(args);
  const [word, ...rest] = positionals;
  const command = word === undefined || word === "help" ? undefined : commandNamed(word);
  for (const token of tokens) if (token.kind === "option") checkOption(token, command);
  checkOnce(tokens.flatMap((token) => (token.kind === "option" && token.value !== undefined ? [token.rawName] : [])));
  if (word === "help") return { kind: "help", command: rest[0] === undefined ? undefined : commandNamed(rest[0]) };
  if (values.help === true) return { kind: "help", command };
  if (values.version === true) return { kind: "version" };
  if (command === undefined) throw new UsageError(`Which command? One of ${NAMES.join(", ")}.`);
  const [first] = rest;
  if (command !== "import" && first !== undefined)
    throw new UsageError(`${command} takes no argument ${quoted(first)}.`);
  const text = (name: OptionName) => (typeof values[name] === "string" ? values[name] : undefined);
  const given = (name: OptionName) => values[name] === true;
  const options: Options = {
    ...{ cwd: text("cwd"), stack: text("stack"), tag: text("tag"), search: text("search") },
    ...{
      type: text("type"),
      out: text("out"),
      code: text("code"),
      all: given("all"),
      sharedKeys: given("shared-keys"),
    },
    ...{ json: given("json"), showSecrets: given("show-secrets"), delete: given("delete"), yes: given("yes") },
  };
  return { kind: "command", command, ids: rest, options };
}

/** The command whose help explains what is wrong with the command line; undefined where it names none. */
export function commandIn(args: readonly string[]): CommandName | undefined {
  const [word] = parsed(args).positionals;
  return NAMES.find((name) => name === word);
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
}

function commandNamed(word: string): CommandName {
  const found = NAMES.find((name) => name === word);
  if (found !== undefined) return found;
  throw new UsageError(`There is no command ${quoted(word)}.${didYouMean(word, NAMES)}`);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken, command: CommandName | undefined): void {
  const own: readonly OptionName[] = command === undefined ? ["version"] : COMMANDS[command];
  const allowed: readonly OptionName[] = ["cwd", "stack", "help", ...own];
  const option = allowed.find((each) => each === name);
  if (option === undefined) {
    const meant = didYouMean(
      rawName,
      allowed.map((each) => `--${each}`),
    );
    const who = command === undefined ? "There is" : `${command} has`;
    throw new UsageError(`${who} no option ${rawName}.${meant}`);
  }
  const { type } = OPTIONS[option];
  if (type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
  if (type === "string" && (value === undefined || value === "" || (value.startsWith("-") && inlineValue !== true))) {
    throw new UsageError(`${rawName} needs a value.`);
  }
}

/** Of two values, one would be ignored. */
function checkOnce(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
}

function quoted(word: string): string {
  return JSON.stringify(word);
}
