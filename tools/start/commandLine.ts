import { PROGRAM_LANGUAGES, type ProgramLanguageName } from "../languages/ready";

/** What `npm start` was asked to do. */
export type Request = Command & {
  /** The language of the quick start; undefined for the one in TypeScript that needs no plugin. */
  readonly language?: ProgramLanguageName;
};

type Command =
  | { readonly kind: "up" }
  | { readonly kind: "destroy" }
  | { readonly kind: "drift" }
  | { readonly kind: "help" }
  /** Hand these arguments to the real `pulumi`. */
  | { readonly kind: "pulumi"; readonly args: readonly string[] };

/** Arguments that make no sense. */
export class UsageError extends Error {}

const LANGUAGES = Object.keys(PROGRAM_LANGUAGES).join(", ");

/** What `npm start -- --help` prints. */
export const HELP = `Usage: npm start [-- [--language LANGUAGE] [COMMAND]]

Declares one Act! 365 instance with a real \`pulumi up\` of this checkout's project (examples/quickstart, stack dev).
The platform is a simulator on this machine, or the real one if the environment holds ACT365_USER_SECRET,
ACT365_ORGANIZATION_SECRET, ACT365_API_KEY and ACT365_DEVELOPER_KEY (and, if necessary, ACT365_BASE_URL). All data is
kept in .quickstart/.

  npm start                  create the instance, or update it to what the program declares
  npm start -- drift         change the instance outside Pulumi, as someone else would (simulator only)
  npm start -- --destroy     delete the instance, the stack and .quickstart/, in every language
  npm start -- --help        show this help
  npm start -- ANYTHING ELSE the real \`pulumi ANYTHING ELSE\` on this stack, while the simulator runs

  npm start -- --language LANGUAGE [COMMAND]
                             the same in ${LANGUAGES}, through the provider plugin:
                             the project is examples/LANGUAGE-plugin, all data is in .quickstart-LANGUAGE/

Exit status: 0 done, 1 failed, 2 wrong usage.
`;

/**
 * Reads the arguments after `npm start --`.
 * @param env where npm leaves the options that it took for its own
 * @throws UsageError
 */
export function parseCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Request {
  const [first, language, ...rest] = args;
  if (first !== "--language") return parseCommand(args, env);
  if (language === undefined || !isLanguage(language)) {
    throw new UsageError(
      `\`--language\` takes one of ${LANGUAGES}${language === undefined ? "" : `, not \`${language}\``}`,
    );
  }
  return { ...parseCommand(rest, env), language };
}

function isLanguage(text: string): text is ProgramLanguageName {
  return Object.hasOwn(PROGRAM_LANGUAGES, text);
}

function parseCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const taken = ["destroy", "language"].find((option) => env[`npm_config_${option}`] !== undefined);
  if (taken !== undefined) throw new UsageError(`it is \`npm start -- --${taken}\`, with \`--\` between`);
  const [first, ...rest] = args;
  if (first === undefined) return { kind: "up" };
  const own = ownRequest(first);
  if (own !== undefined) {
    if (rest.length > 0) throw new UsageError(`\`${first}\` takes no arguments`);
    return own;
  }
  if (first === "--language") throw new UsageError("`--language LANGUAGE` comes first");
  if (first.startsWith("-")) throw new UsageError(`there is no option \`${first}\``);
  if (["destroy", "down"].includes(first) && rest.includes("--remove")) {
    // Pulumi would look for the stack's settings beside the project file, and delete a file there that is not ours.
    throw new UsageError("to remove the stack as well, use `npm start -- --destroy`");
  }
  return { kind: "pulumi", args };
}

function ownRequest(argument: string): Command | undefined {
  switch (argument) {
    case "--destroy":
      return { kind: "destroy" };
    case "drift":
      return { kind: "drift" };
    case "--help":
    case "-h":
      return { kind: "help" };
    default:
      return undefined;
  }
}
