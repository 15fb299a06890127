import type { CommandName } from "./commandLine";

const COMMON = `  --cwd FOLDER        the Pulumi project's folder (default: the working directory)
  -s, --stack STACK   the stack (default: the selected one)
  -h, --help          show this help

Credentials come from the stack's configuration, then from ACT365_USER_SECRET and ACT365_ORGANIZATION_SECRET.
Exit status: 0 no problems, 1 problems found or command failed, 2 wrong usage.
`;

const GENERAL = `Usage: pulumi-act365 COMMAND [options]

  doctor    check base URL, credentials, element, Pulumi and the plugin, and say what to fix
  list      list the Act! 365 instances of the organization
  import    write an import file and a program for existing instances
  orphans   find instances of this stack that are not in its state

Examples:
  pulumi-act365 doctor
  pulumi-act365 list --tag sales
  pulumi-act365 import --help

  --version           print the version
${COMMON}`;

const HELP: Record<CommandName, string> = {
  doctor: `Usage: pulumi-act365 doctor [options]

Checks stack, base URL, credentials, organization, element, clock, Node.js, Pulumi CLI, Pulumi SDK, plugin and package,
in this order. Each line says what was found and what to do. Checks that depend on a failed one are skipped.
Where Pulumi.yaml or the state names the provider plugin (package act365), it checks that too: a project that uses only
the plugin needs neither SDK for Node.js nor npm package.

Examples:
  pulumi-act365 doctor
  pulumi-act365 doctor --stack prod --json

  --json              print an array of { check, result, message, next }
${COMMON}`,
  list: `Usage: pulumi-act365 list [options]

Lists the Act! 365 instances that the credentials see, with the declaration that owns each.

Examples:
  pulumi-act365 list
  pulumi-act365 list --tag sales --search crm
  pulumi-act365 list --json

  --tag TAG           only instances with this tag
  --search TEXT       only instances whose name contains this text
  --json              print an array of { id, name, tags, createdDate, valid, enabled, owner }
  --show-secrets      also print the tokens
${COMMON}`,
  import: `Usage: pulumi-act365 import ID... [options]
       pulumi-act365 import --all | --tag TAG [options]

Writes a file for pulumi import, and prints the TypeScript program that declares the same instances. Neither contains
a secret: the first pulumi up stores token and keys in the state, encrypted. Instances that another stack owns are left
out. Needs Pulumi 3.254.0 or later.

With --type plugin, the file is for the resource act365:index:Instance of the provider plugin: pulumi import reads the
instances itself, and prints the code that declares them, in the project's language and without secrets.

Examples:
  pulumi-act365 import --all --code imported.ts
  pulumi import --file act365-import.json --generate-code=false
  pulumi-act365 import 12345 12346
  pulumi-act365 import --all --type plugin
  pulumi import --file act365-import.json

  --all               all instances of the organization
  --tag TAG           all instances with this tag
  --type TYPE         dynamic (default): Act365Instance of the npm package; plugin: act365:index:Instance
  --out FILE          the import file (default: act365-import.json)
  --code FILE         write the program to a new file instead of printing it (not with --type plugin)
  --shared-keys       one apiKey and one developerKey for all instances (not with --type plugin)
${COMMON}`,
  orphans: `Usage: pulumi-act365 orphans [options]

Finds instances that carry an owner tag of this project and stack but are not in its state, such as those of a killed
run, and owner tags that several instances carry. pulumi up adopts those that the program still declares.

--delete deletes only what is certainly left over. It keeps, and says why, what a state of any stack of the project
holds, what carries an owner tag that this stack does not make, and what is younger than 10 minutes. It deletes nothing
while an update runs, or if a state cannot be read.

Examples:
  pulumi-act365 orphans
  pulumi-act365 orphans --delete
  pulumi-act365 orphans --json --stack prod

  --delete            delete what is certainly left over, after confirmation
  -y, --yes           delete without confirmation
  --json              print an array of { id, name, createdDate, ownerTag, owner, inState, sharedWith,
                      spared }
${COMMON}`,
};

/** The text of `--help`. */
export function helpFor(command: CommandName | undefined): string {
  return command === undefined ? GENERAL : HELP[command];
}
