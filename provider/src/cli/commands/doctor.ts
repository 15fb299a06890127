import { reason } from "../../lifecycle/model/errors";
import type { ProcessState } from "../../session/openSession";
import type { Options } from "../commandLine";
import type { Finding } from "../doctor/finding";
import { platformFindings } from "../doctor/platform";
import { pulumiFindings } from "../doctor/pulumi";
import { jsonText } from "../jsonText";
import { type Project, projectOf } from "../project";
import { folderOf, readStack, type Stack } from "../stack";
import type { Surroundings } from "../surroundings";

/** Checks everything that the package needs, in order. @returns the exit status */
export async function doctor(options: Options, state: ProcessState, around: Surroundings): Promise<number> {
  const found: Finding[] = [];
  for await (const raw of findings(options, state, around)) {
    if (around.signal.aborted) break;
    const finding = redacted(raw, state);
    found.push(finding);
    if (!options.json) around.output.write(line(finding));
  }
  if (options.json) around.output.write(`${jsonText(found, 2)}\n`);
  around.signal.throwIfAborted();
  return found.some(({ result }) => result === "fault") ? 1 : 0;
}

async function* findings(options: Options, state: ProcessState, around: Surroundings): AsyncGenerator<Finding> {
  const { stack, finding } = await stackFinding(options, around);
  yield finding;
  yield* platformFindings({ stack, state, around });
  const folder = folderOf(options, around);
  yield* pulumiFindings(projectIn(folder), folder, around);
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
    return { stack, finding: { check, result: "ok", saw: `${stack.name} of project ${stack.project.name}` } };
  } catch (error) {
    const result = options.stack === undefined ? "warning" : "fault";
    const todo = "The other checks use only settings from the environment";
    return { stack: undefined, finding: { check, result, saw: reason(error), todo } };
  }
}

function redacted({ saw, todo, ...others }: Finding, { redactor }: ProcessState): Finding {
  return {
    ...others,
    saw: redactor.quote(saw, 1_000),
    ...(todo === undefined ? {} : { todo: redactor.quote(todo, 1_000) }),
  };
}

function line({ check, result, saw, todo }: Finding): string {
  const next = todo === undefined ? "" : `${" ".repeat(23)}-> ${todo}\n`;
  return `${result.padEnd(8)} ${check.padEnd(13)} ${saw}\n${next}`;
}
