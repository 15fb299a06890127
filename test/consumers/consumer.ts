import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Simulator } from "act365-simulator";
import { obtainEngine } from "../../tools/engine";
import { credentials, onlyInstance } from "../engine/setUp";
import { canary } from "../support/canary";
import { startPlatform } from "../support/platform";
import { createProject, type Project } from "../support/pulumi";
import { temporaryFolder } from "../support/temporaryFolder";
import { type Install, type NodeVersion, nodeFolder } from "./managers";
import { sdkIn } from "./packages";

/** A project as a user has it, outside this checkout. */
export interface ConsumerOptions {
  /** Files by path, the Pulumi project's aside; objects are written as JSON. */
  readonly files: Readonly<Record<string, string | object>>;
  readonly install: Install;
  readonly node: NodeVersion;
  /** The version of `@pulumi/pulumi` that must be in `node_modules`; undefined where there is no such folder. */
  readonly sdk: string | undefined;
  /** The Pulumi project's folder inside the consumer's. Default: the consumer's own. */
  readonly at?: string;
  /** `main` of Pulumi.yaml. */
  readonly main?: string;
  /** Whether Pulumi is to load TypeScript. Default: false. */
  readonly typescript?: boolean;
  /** Done after the installation, in the Pulumi project's folder, with this PATH. */
  readonly build?: (folder: string, path: string) => Promise<unknown>;
  /** Added to the environment of `pulumi`. */
  readonly environment?: (folder: string) => NodeJS.ProcessEnv;
}

/** An installed consumer and its platform. */
export interface Consumer {
  readonly platform: Simulator;
  readonly project: Project;
  readonly node: NodeVersion;
}

/** Makes the project, installs it, and starts a platform for it. */
export async function createConsumer(options: ConsumerOptions): Promise<Consumer> {
  const root = temporaryFolder("consumer");
  const folder = join(root, options.at ?? "");
  for (const [path, content] of Object.entries(options.files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  const engine = await obtainEngine();
  const path = [await nodeFolder(options.node), engine.env["PATH"]].join(delimiter);
  await options.install(root, path);
  await options.build?.(folder, path);
  if (options.sdk !== undefined) expect(sdkIn(folder)).toBe(options.sdk);
  const platform = await startPlatform();
  const project = await createProject({
    folder,
    typescript: options.typescript ?? false,
    ...(options.main === undefined ? {} : { main: options.main }),
    environment: {
      ...credentials(platform),
      API_KEY: canary("apiKey"),
      DEVELOPER_KEY: canary("developerKey"),
      PATH: path,
      ...options.environment?.(root),
    },
  });
  return { platform, project, node: options.node };
}

/** A whole life: `up` makes the one instance, `refresh` and a second `up` change nothing, `destroy` leaves nothing. */
export async function live({ platform, project, node }: Consumer): Promise<void> {
  await project.up();
  expect(await project.outputs()).toEqual({
    token: onlyInstance(platform).token,
    node: expect.stringMatching(`^v${node}\\.`),
  });
  await project.refresh();
  expect((await project.up()).output).toContain("2 unchanged");
  await project.destroy();
  expect(platform.instances()).toEqual([]);
}
