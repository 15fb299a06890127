import { reason } from "../../lifecycle/model/errors";
import type { SharedState } from "../../operations/sharedState";
import { SETTING } from "../../platform/settingNames";
import type { Options } from "../commandLine";
import type { Finding } from "../doctor/finding";
import { platformFindings, platformSkipped } from "../doctor/platform";
import { pulumiFindings } from "../doctor/pulumi";
import { jsonText } from "../jsonText";
import { type Project, projectOf } from "../project";
import { environmentSuffices, folderOf, readStack, type Stack } from "../stack";
import type { Surroundings } from "../surroundings";
import { wrapped } from "../wrapped";

const UNREAD =
  `Fix this first, so that the stack's configuration can be read. Or set ${SETTING.userSecret.variable} and ` +
  `${SETTING.organizationSecret.variable}: then the environment alone is used`;

/** Checks everything that the package needs, in order. @returns the exit status */
export async function doctor(options: Options, shared: SharedState, around: Surroundings): Promise<number> {
  const found: Finding[] = [];
  for await (const raw of findings(options, shared, around)) {
    if (around.signal.aborted) break;
    const finding = redacted(raw, shared);
    found.push(finding);
    if (!options.json) around.output.write(line(finding, around.output.columns));
  }
  if (options.json) around.output.write(`${jsonText(found, 2)}\n`);
  around.signal.throwIfAborted();
  return found.some(({ result }) => result === "problem") ? 1 : 0;
}

async function* findings(options: Options, shared: SharedState, around: Surroundings): AsyncGenerator<Finding> {
  const folder = folderOf(options, around);
  const project = projectIn(folder);
  const { stack, finding } = await stackFinding(options, around);
  // The secrets may well be set in the configuration that could not be read: to call them missing would be a guess.
  const unread = stack === undefined && project !== undefined && !environmentSuffices(around);
  yield unread ? { ...finding, result: "problem", next: UNREAD } : finding;
  if (unread) yield* platformSkipped("the stack's configuration");
  else yield* platformFindings({ stack, shared, around });
  yield* pulumiFindings(project, stack, folder, around);
}

/** If it cannot be read, the finding about the stack says why. */
function projectIn(folder: string): Project | undefined {
  try {
    return projectOf(folder);
  } catch {
    return undefined;
  }
}

/** Where settings come from. Without a stack, the environment alone may be enough. */
async function stackFinding(
  options: Options,
  around: Surroundings,
): Promise<{ stack: Stack | undefined; finding: Finding }> {
  const check = "stack";
  try {
    const stack = await readStack(options, around);
    return { stack, finding: { check, result: "ok", message: `${stack.name} of project ${stack.project.name}` } };
  } catch (error) {
    const result = options.stack === undefined ? "warning" : "problem";
    const next = "The other checks use only settings from the environment";
    return { stack: undefined, finding: { check, result, message: reason(error), next } };
  }
}

function redacted({ message, next, ...others }: Finding, { redactor }: SharedState): Finding {
  return {
    ...others,
    message: redactor.sentence(message, 1_000),
    ...(next === undefined ? {} : { next: redactor.sentence(next, 1_000) }),
  };
}

/** The column at which messages begin. */
const COLUMN = 23;

function line({ check, result, message, next }: Finding, columns: number | undefined): string {
  const step = next === undefined ? "" : `${" ".repeat(COLUMN)}-> ${wrapped(next, COLUMN + 3, columns)}\n`;
  return `${result.padEnd(8)} ${check.padEnd(13)} ${wrapped(message, COLUMN, columns)}\n${step}`;
}
