import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm } from "../../test/consumers/managers";
import packForTests, { removePacked } from "../../test/consumers/pack";
import { dependencies, sdkIn } from "../../test/consumers/packages";
import { obtainEngine } from "../../tools/engine";

/** What all Pulumi programs run with. */
export interface Installed {
  /** The folder with their packages. */
  readonly nodeModules: string;
  /** The SDK's version, which is the checkout's. */
  readonly sdk: string;
}

let installation: Promise<Installed> | undefined;

/**
 * Installs, once a run, what a JavaScript program of a user has: this package as npm would publish it, and the SDK. With
 * the checkout's own packages every process would start later, since the SDK loads the TypeScript that it finds there.
 */
export function installed(): Promise<Installed> {
  installation ??= install();
  return installation;
}

async function install(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), "act365-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { env } = await obtainEngine();
  const sdk = sdkIn(__dirname);
  await packForTests();
  try {
    // undici is what the closure provider sends its requests with.
    const wanted = { private: true, dependencies: dependencies(sdk, { undici: "7" }) };
    writeFileSync(join(folder, "package.json"), JSON.stringify(wanted));
    await npm(folder, env["PATH"] ?? "");
  } finally {
    removePacked();
  }
  return { nodeModules: join(folder, "node_modules"), sdk };
}
