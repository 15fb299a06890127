import { statSync } from "node:fs";
import { resolve } from "node:path";
import { reason } from "../lifecycle/model/errors";
import { SETTING } from "../platform/settingNames";
import { isRecord, parseJson } from "../util/json";
import type { Options } from "./commandLine";
import { CommandError, UsageError } from "./errors";
import { type Project, projectOf } from "./project";
import { pulumi } from "./pulumiCommand";
import type { Surroundings } from "./surroundings";

/** The project and stack that a command is about. */
export interface Stack {
  /** Where `pulumi` runs. */
  readonly folder: string;
  readonly project: Project;
  /** As the Pulumi CLI names it. */
  readonly fullName: string;
  /** As owner tags name it: without the organization. */
  readonly name: string;
  /** Its configuration by keys with namespace. Holds secrets. */
  readonly configuration: Readonly<Record<string, string>>;
}

class NoProjectError extends CommandError {}

/** The folder that `--cwd` names. */
export function folderOf({ cwd }: Options, around: Surroundings): string {
  return resolve(around.folder, cwd ?? ".");
}

/** @throws UsageError where `--cwd` names no folder: the project above it would be taken instead */
export function checkFolder(options: Options, around: Surroundings): void {
  const folder = folderOf(options, around);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`--cwd: there is no folder ${folder}.`);
  }
}

/**
 * The stack of the working directory, or the one that the options name.
 * @throws CommandError where there is none, or where its configuration cannot be read
 */
export async function readStack(options: Options, around: Surroundings): Promise<Stack> {
  const folder = folderOf(options, around);
  const project = projectOf(folder);
  if (project === undefined) {
    throw new NoProjectError(
      `There is no Pulumi.yaml in ${folder} or above. Run the command in a Pulumi project, or name its folder with --cwd`,
    );
  }
  const fullName = options.stack ?? (await pulumi(["stack", "--show-name"], folder, around)).trim();
  checkProject(fullName, project);
  const printed = await pulumi(["config", "--json", "--show-secrets", "--stack", fullName], folder, around);
  const name = fullName.split("/").at(-1) ?? fullName;
  return { folder, project, fullName, name, configuration: configurationIn(printed) };
}

/** The same; undefined where there is none, as long as the environment holds the credentials. */
export async function readStackIfAny(options: Options, around: Surroundings): Promise<Stack | undefined> {
  try {
    return await readStack(options, around);
  } catch (error) {
    if (options.stack !== undefined || around.signal.aborted) throw error;
    if (!environmentSuffices(around)) throw error instanceof NoProjectError ? new CommandError(ways(error)) : error;
    around.messages.write(`warning: using only the credentials in the environment: ${reason(error)}\n`);
    return undefined;
  }
}

function ways(error: NoProjectError): string {
  const { userSecret, organizationSecret } = SETTING;
  return `${error.message}, or set ${userSecret.variable} and ${organizationSecret.variable}`;
}

/** Whether the environment alone holds both secrets. */
export function environmentSuffices({ environment }: Surroundings): boolean {
  const { userSecret, organizationSecret } = SETTING;
  return [userSecret, organizationSecret].every(({ variable }) => environment[variable]);
}

/** ORGANIZATION/PROJECT/STACK may name another project, whose instances would be mistaken for this one's. */
function checkProject(fullName: string, project: Project): void {
  const [, named, stack] = fullName.split("/");
  if (stack === undefined || named === project.name) return;
  throw new CommandError(
    `Stack ${fullName} belongs to the project ${named}, but this is the project ${project.name}: name its folder with --cwd`,
  );
}

function configurationIn(printed: string): Record<string, string> {
  const parsed = parseJson(printed);
  if (!isRecord(parsed)) throw new CommandError("pulumi config printed no JSON object: check the Pulumi CLI's version");
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([key, entry]) => {
      const value = isRecord(entry) ? entry["value"] : undefined;
      return typeof value === "string" ? [[key, value]] : [];
    }),
  );
}
