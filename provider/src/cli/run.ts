import { safeError } from "../operations/safeError";
import { SharedState } from "../operations/sharedState";
import { version } from "../operations/version";
import { CancelledError } from "../platform/errors";
import type { Redactor } from "../redaction/redactor";
import { type CommandName, commandIn, type Options, readCommandLine } from "./commandLine";
import { doctor } from "./commands/doctor";
import { checkImport, importInstances } from "./commands/import";
import { list } from "./commands/list";
import { checkOrphans, orphans } from "./commands/orphans";
import { CommandError, UsageError } from "./errors";
import { helpFor } from "./help";
import { checkFolder, readStack, readStackIfAny } from "./stack";
import type { Surroundings } from "./surroundings";

/** Exit status after Ctrl-C, as of every command that the signal ends. */
const INTERRUPTED = 130;

/** Does what the command line asks for. @returns the exit status: 0, 1 (problems found, or failed), 2 (usage) */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const shared = new SharedState(around.clock);
  try {
    const request = readCommandLine(args);
    if (request.kind === "command") {
      checkFolder(request.options, around);
      return await COMMANDS[request.command](request, shared, around);
    }
    around.output.write(request.kind === "help" ? helpFor(request.command) : `${version()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      const help = ["pulumi-act365", commandIn(args) ?? [], "--help"].flat().join(" ");
      around.messages.write(`error: ${error.message} See ${help}\n`);
      return 2;
    }
    if (around.signal.aborted || error instanceof CancelledError) {
      around.messages.write("Interrupted\n");
      return INTERRUPTED;
    }
    around.messages.write(`error: ${messageOf(error, shared.redactor)}\n`);
    return 1;
  }
}

/** A command's own errors say all that there is to say; the others lead to the page that explains them. */
function messageOf(error: unknown, redactor: Redactor): string {
  return error instanceof CommandError ? redactor.sentence(error.message, 2_000) : safeError(error, redactor).message;
}

interface Given {
  readonly ids: readonly string[];
  readonly options: Options;
}

type Command = (given: Given, shared: SharedState, around: Surroundings) => Promise<number>;

const COMMANDS: Record<CommandName, Command> = {
  doctor: ({ options }, shared, around) => doctor(options, shared, around),
  import: async ({ ids, options }, shared, around) => {
    checkImport(ids, options, around);
    const stack = await readStackIfAny(options, around);
    return importInstances(ids, options, { stack, shared, around });
  },
  list: async ({ options }, shared, around) => {
    const stack = await readStackIfAny(options, around);
    return list(options, { stack, shared, around });
  },
  orphans: async ({ options }, shared, around) => {
    checkOrphans(options, around);
    const stack = await readStack(options, around);
    return orphans(options, { stack, shared, around });
  },
};
