import { type Simulator, startSimulator } from "act365-simulator";
import type { QuickstartFolder } from "./folder";
import { type Platform, rememberedPlatform, rememberPlatform } from "./platform";

/** A platform that answers. */
export interface RunningPlatform {
  /** Undefined on the real platform. */
  readonly simulator: Simulator | undefined;
  /** What the provider and the program have to find in the environment besides what is there. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Starts the simulator, unless the platform is the real one. The first run's choice is remembered for later ones: the
 * port, too, since states record the instance's base URL.
 */
export async function runPlatform(folder: QuickstartFolder, platform: Platform): Promise<RunningPlatform> {
  if (platform.kind === "real") {
    if (rememberedPlatform(folder) === undefined) rememberPlatform(folder, platform);
    return { simulator: undefined, variables: {} };
  }
  const simulator = await start(folder, platform);
  try {
    if (platform.port === 0) rememberPlatform(folder, { ...platform, port: simulator.port });
    return { simulator, variables: { ...platform.credentials, ACT365_BASE_URL: simulator.url } };
  } catch (error) {
    await simulator.stop();
    throw error;
  }
}

async function start(
  folder: QuickstartFolder,
  { port, credentials }: Extract<Platform, { kind: "simulator" }>,
): Promise<Simulator> {
  const organization = {
    userSecret: credentials.ACT365_USER_SECRET,
    organizationSecret: credentials.ACT365_ORGANIZATION_SECRET,
  };
  try {
    return await startSimulator({ port, data: folder.simulatorData, organizations: [organization] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `port ${port} of this machine, where the simulator of ${folder.name}/ has to listen, is in use. ` +
        "If another `npm start` is running, wait for it to finish; otherwise stop the program that listens there.",
    );
  }
}
