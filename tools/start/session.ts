import type { Simulator } from "act365-simulator";
import { type ObtainOptions, obtainEngine } from "../engine";
import { type ReadyProject, readyProject } from "../languages/ready";
import { pulumiEnvironment, STACK } from "./environment";
import type { QuickstartFolder } from "./folder";
import { platformOfRun } from "./platform";
import { preparePluginStack } from "./pluginStack";
import { Pulumi } from "./pulumi";
import { runPlatform } from "./runningPlatform";

/** What a run works with. */
export interface Session {
  readonly pulumi: Pulumi;
  /** Undefined on the real platform. */
  readonly simulator: Simulator | undefined;
  readonly folder: QuickstartFolder;
}

/** How a session is opened. */
export interface SessionOptions {
  readonly folder: QuickstartFolder;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a person can answer questions. */
  readonly interactive: boolean;
  /** Whether credentials of another platform than the stack's are an error; otherwise the stack's platform wins. */
  readonly strict: boolean;
  /** Aborted when the user wants to stop, with the signal's name as the reason. */
  readonly interrupted: AbortSignal;
}

/** Gets the engine, makes the folder and the stack if need be, and keeps the simulator up while the work is done. */
export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const { folder, env, interactive, strict, interrupted } = options;
  const platform = platformOfRun(folder, env, strict);
  const { engine, environment: program } = await readyQuickstart(folder, { env, signal: interrupted });
  folder.create();
  const { simulator, variables } = await runPlatform(folder, platform);
  try {
    const pulumiEnv = pulumiEnvironment({ env, engine, folder, platform: variables, program, interactive });
    const pulumi = new Pulumi(engine.pulumi, folder.project, pulumiEnv, interactive, interrupted);
    await pulumi.read(["--cwd", folder.path, "stack", "select", "--create", STACK]);
    if (folder.language !== undefined) await preparePluginStack(pulumi, folder, pulumiEnv);
    return await work({ pulumi, simulator, folder });
  } finally {
    await simulator?.stop();
  }
}

async function readyQuickstart({ language, project }: QuickstartFolder, options: ObtainOptions): Promise<ReadyProject> {
  if (language === undefined) return { engine: await obtainEngine(options), environment: {} };
  return readyProject(language, project, options);
}
