import type { CommandName } from "./commandLine";

const COMMON = `  --cwd FOLDER        the Pulumi project's folder (default: the working directory)
  -s, --stack STACK   the stack (default: the one that is selected)
  -h, --help          this text

Credentials come from the stack's configuration, then from ACT365_USER_SECRET and ACT365_ORGANIZATION_SECRET.
Exit status: 0 all is well, 1 problems found or failed, 2 wrong usage.
`;

const GENERAL = `Usage: pulumi-act365 COMMAND [options]

  list      list the Act! 365 instances of the organization

Examples:
  pulumi-act365 list --tag sales
  pulumi-act365 list --help

  --version           print the version
${COMMON}`;

const HELP: Record<CommandName, string> = {
  list: `Usage: pulumi-act365 list [options]

Lists the Act! 365 instances that the credentials see, with the declaration that owns each.

Examples:
  pulumi-act365 list
  pulumi-act365 list --tag sales --search crm
  pulumi-act365 list --json

  --tag TAG           only instances with this tag
  --search TEXT       only instances whose name holds this text
  --json              print an array of { id, name, tags, createdDate, valid, enabled, owner }
  --show-secrets      print the tokens, too
${COMMON}`,
};

/** The text of `--help`. */
export function helpFor(command: CommandName | undefined): string {
  return command === undefined ? GENERAL : HELP[command];
}
