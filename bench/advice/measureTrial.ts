import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { stopAll } from "../../test/support/cleanUp";
import { createProject, type Project } from "../../test/support/pulumi";
import { type Cost, measure } from "../measuring/measure";
import { startPlatform } from "../platform/platform";
import { VENDOR_KEYS } from "../subjects/subject";
import type { Group, Trial } from "./trials";

/** What the command took with the trial's setting. */
export interface Outcome extends Cost {
  /** Size of the state's file afterwards. */
  readonly stateBytes: number;
}

const PROGRAM = `
const { API_KEY: apiKey, DEVELOPER_KEY: developerKey, COUNT, PREFIX } = process.env;
for (let index = 0; index < Number(COUNT); index += 1) {
  new Act365Instance(\`crm-\${index}\`, { name: \`crm-\${index}\`, apiKey: apiKey!, developerKey: developerKey!, tags: ["sales"] });
}
`;

/** Runs the group's command once with the trial's setting, in a project and beside a simulator of its own. */
export async function measureTrial(group: Group, trial: Trial): Promise<Outcome> {
  const platform = await startPlatform(group.latency);
  try {
    const project = await projectFor(group, trial, platform.environment);
    if (group.existing) await project.up(trial.environment === undefined ? {} : { environment: trial.environment });
    const args = [...group.command, ...(trial.args ?? []), "--stack", "dev"];
    const cost = await measure(() => project.start(args, trial.environment), undefined);
    return { ...cost, stateBytes: stateBytes(project) };
  } finally {
    await stopAll();
    await platform.stop();
  }
}

async function projectFor(group: Group, trial: Trial, platform: Readonly<Record<string, string>>): Promise<Project> {
  const typescript = trial.typescript ?? false;
  const project = await createProject({
    typescript,
    configuration: trial.configuration ?? {},
    environment: { ...platform, ...VENDOR_KEYS, COUNT: String(group.count) },
  });
  if (typescript) project.program(`import { Act365Instance } from "pulumi-act365";\n${PROGRAM}`, "index.ts");
  else project.program(`const { Act365Instance } = require("pulumi-act365");\n${PROGRAM.replaceAll("!", "")}`);
  return project;
}

/** The stack's file, which ends with `.gz` where it is compressed. */
function stateBytes({ folder }: Project): number {
  const stacks = join(folder, "state", ".pulumi", "stacks", "project");
  const file = readdirSync(stacks).find((name) => /^dev\.json(\.gz)?$/.test(name));
  return file === undefined ? 0 : statSync(join(stacks, file)).size;
}
