import { randomBytes } from "node:crypto";
import type { QuickstartFolder } from "./folder";

/** The variables that the real platform needs. */
const NEEDED = ["ACT365_USER_SECRET", "ACT365_ORGANIZATION_SECRET", "ACT365_API_KEY", "ACT365_DEVELOPER_KEY"] as const;

/** Where the instance lives, as its folder remembers it. */
export type Platform =
  | { readonly kind: "real" }
  | {
      readonly kind: "simulator";
      /** States record the instance's base URL, so it has to stay the same. 0 until the first run has chosen one. */
      readonly port: number;
      /** Made-up credentials, by the variable that the provider and the program take them from. */
      readonly credentials: Readonly<Record<(typeof NEEDED)[number], string>>;
    };

const FILE = "platform.json";

/** The platform of earlier runs; undefined before the first one. */
export function rememberedPlatform(folder: QuickstartFolder): Platform | undefined {
  const text = folder.read(FILE);
  return text === undefined ? undefined : (JSON.parse(text) as Platform);
}

/** Keeps the platform of the first run for later ones. */
export function rememberPlatform(folder: QuickstartFolder, platform: Platform): void {
  folder.write(FILE, `${JSON.stringify(platform, undefined, 2)}\n`);
}

/**
 * The platform that the environment asks for: the real one if it holds all that is needed, the simulator if it holds
 * nothing.
 * @throws Error that names what is missing: nobody should believe that they used the real platform
 */
export function wantedPlatform(env: NodeJS.ProcessEnv): Platform {
  const missing = NEEDED.filter((name) => !env[name]);
  if (missing.length === 0) return { kind: "real" };
  const given = [...NEEDED, "ACT365_BASE_URL"].filter((name) => env[name]);
  if (given.length > 0) {
    throw new Error(
      `the environment holds ${given.join(", ")}, but not ${missing.join(", ")}. ` +
        "Set all of them to use the real platform, or none of them to use the simulator.",
    );
  }
  return { kind: "simulator", port: 0, credentials: madeUpCredentials() };
}

/**
 * The platform of this run: the one that an existing stack lives on, else the one that the environment asks for.
 * @param strict whether an environment that asks for another platform than the stack's is an error
 */
export function platformOfRun(folder: QuickstartFolder, env: NodeJS.ProcessEnv, strict: boolean): Platform {
  const remembered = rememberedPlatform(folder);
  if (remembered === undefined) return wantedPlatform(env);
  if (remembered.kind === "real" || strict) {
    const wanted = wantedPlatform(env);
    if (wanted.kind !== remembered.kind) throw new Error(mismatch(remembered, folder));
  }
  return remembered;
}

function mismatch(remembered: Platform, folder: QuickstartFolder): string {
  return remembered.kind === "real"
    ? `the stack in ${folder.name}/ is on the real platform, so ${NEEDED.join(", ")} must be in the environment.`
    : `the stack in ${folder.name}/ is on the simulator, but the environment holds credentials for the real platform. ` +
        `Remove the simulated stack first: ${folder.command("--destroy")}`;
}

function madeUpCredentials(): Record<(typeof NEEDED)[number], string> {
  return {
    ACT365_USER_SECRET: randomBytes(32).toString("base64"),
    ACT365_ORGANIZATION_SECRET: randomBytes(16).toString("hex"),
    ACT365_API_KEY: `simulated-${randomBytes(12).toString("hex")}`,
    ACT365_DEVELOPER_KEY: `simulated-${randomBytes(12).toString("hex")}`,
  };
}
