import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { observe, rememberSecret } from "../support/canary";
import { startPlatform } from "../support/platform";
import { createProject, type Project } from "../support/pulumi";
import { temporaryFolder } from "../support/temporaryFolder";

/**
 * One folder for each front end of a released version: the program, what it was run with, and what it left in the state and
 * on the platform.
 */
export const STATES = join(__dirname, "data", "states");

/** Where the platform was when the states were recorded, as they hold it. */
const RECORDED_ORIGIN = "http://127.0.0.1:8365";

/** How the folders of the plugin begin. */
export const OF_PLUGIN = "plugin-";

/** Files in the folder of a version. */
export const FILES = {
  /** The program that the state belongs to. */
  program: "program.js",
  /** Environment variables, and with them all secrets of the fixture, which are made up: the state is encrypted with the passphrase. */
  environment: "environment.json",
  /** `pulumi stack export`. */
  state: "state.json",
  /** The simulator's data file. */
  platform: "platform.json",
} as const;

/** A stack that a version left behind, or is about to, and the platform that it runs against. */
export interface RecordedStack {
  readonly platform: Simulator;
  readonly project: Project;
  /** The file that the platform keeps its data in. */
  readonly data: string;
}

/**
 * Sets up the stack of a version, without any state as yet; its platform goes on with the recorded data, if there are any.
 * @param rotated whether the program already has the new keys, which the platform refused when the state was recorded
 */
export async function recordedStack(version: string, rotated: boolean): Promise<RecordedStack> {
  const secrets = environmentOf(version);
  const data = join(temporaryFolder("recorded"), FILES.platform);
  const recorded = join(STATES, version, FILES.platform);
  if (existsSync(recorded)) copyFileSync(recorded, data);
  const [userSecret, organizationSecret] = [secrets["USER_SECRET"] ?? "", secrets["ORGANIZATION_SECRET"] ?? ""];
  const other = {
    userSecret: secrets["OTHER_USER_SECRET"] ?? "",
    organizationSecret: secrets["OTHER_ORGANIZATION_SECRET"] ?? "",
  };
  const platform = await startPlatform({ data, organizations: [{ userSecret, organizationSecret }, other] });
  for (const { token } of platform.instances()) rememberSecret("token", token);
  const theirs =
    platform.instances().find(({ name }) => name === "theirs") ?? platform.others.create({ name: "theirs" });
  const project = await createProject({
    name: "recorded",
    program: readFileSync(join(STATES, version, FILES.program), "utf8"),
    environment: {
      ...secrets,
      ACT365_BASE_URL: platform.url,
      THEIRS: String(theirs.id),
      ROTATED: rotated ? "yes" : undefined,
    },
    configuration: {
      "act365:baseUrl": platform.url,
      "act365:userSecret": { secret: userSecret },
      "act365:organizationSecret": { secret: organizationSecret },
    },
    ...(version.startsWith(OF_PLUGIN) ? { providers: { act365: PLUGIN_FOLDER } } : {}),
  });
  return { platform, project, data };
}

function environmentOf(version: string): Record<string, string> {
  const environment: Record<string, string> = JSON.parse(
    readFileSync(join(STATES, version, FILES.environment), "utf8"),
  );
  for (const [name, value] of Object.entries(environment)) rememberSecret(name, value);
  return environment;
}

/** Puts the recorded state into the stack, with the address of this test's platform. */
export async function importState({ platform, project }: RecordedStack, version: string): Promise<void> {
  const text = readFileSync(join(STATES, version, FILES.state), "utf8");
  observe(FILES.state, text);
  const file = join(project.folder, FILES.state);
  writeFileSync(file, text.replaceAll(RECORDED_ORIGIN, originOf(platform)));
  await project.pulumi(["stack", "import", "--stack", "dev", "--file", file]);
}

/** Keeps the stack's state, and the platform's data, as what a version left behind. The platform has stopped then. */
export async function recordState({ platform, project, data }: RecordedStack, version: string): Promise<void> {
  const { output } = await project.pulumi(["stack", "export", "--stack", "dev"]);
  // Where in the program a resource was declared is told with paths of this machine.
  const state = JSON.parse(output.replaceAll(originOf(platform), RECORDED_ORIGIN), (name, value) =>
    ["sourcePosition", "stackTrace"].includes(name) ? undefined : value,
  );
  writeFileSync(join(STATES, version, FILES.state), `${JSON.stringify(state, null, 2)}\n`);
  await platform.stop();
  const kept = JSON.parse(readFileSync(data, "utf8"));
  writeFileSync(join(STATES, version, FILES.platform), `${JSON.stringify(kept, null, 2)}\n`);
}

function originOf({ url }: Simulator): string {
  return new URL(url).origin;
}
