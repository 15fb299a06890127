import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { obtainEngine } from "../../tools/engine";
import { plainEnvironment } from "../support/plugin";
import { pythonWithMoto } from "./moto";

/** The checkout's examples. */
export const EXAMPLES = join(__dirname, "..", "..", "examples");

/** The variable that tells the tests where the copies of examples find their packages. */
export const INSTALLED = "ACT365_EXAMPLES_FOLDER";

type Dependencies = Record<string, string>;

/** This repository's packages. */
const OWN = ["pulumi-act365", "act365-simulator"];

/**
 * Once a run: packs this repository's packages as npm would publish them, and installs them with all that the examples
 * ask for. Copies of examples are made below that folder, where Node.js finds the packages.
 */
export default async function installExamples(): Promise<void> {
  await obtainEngine();
  // No test is charged for it.
  await pythonWithMoto();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "act365-examples-")));
  process.env[INSTALLED] = folder;
  try {
    const dependencies = { ...foreignDependencies(), ...(await pack(folder)) };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "examples", private: true, dependencies }));
    await npm(["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Packs this repository's packages into a folder, and returns them as dependencies of a package there. */
async function pack(folder: string): Promise<Dependencies> {
  const workspaces = OWN.flatMap((name) => ["--workspace", name]);
  await npm(["pack", "--pack-destination", folder, ...workspaces], dirname(EXAMPLES));
  const packed = readdirSync(folder);
  return Object.fromEntries(OWN.map((name) => [name, `file:${packed.find((file) => file.startsWith(`${name}-`))}`]));
}

/** What the examples depend on, this repository's packages aside. They share one installation, so they agree on versions. */
function foreignDependencies(): Dependencies {
  const all: Dependencies = {};
  for (const file of packageFiles()) {
    const { dependencies, devDependencies }: Record<string, Dependencies> = JSON.parse(readFileSync(file, "utf8"));
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      // An SDK in the example's own folder, which is generated when it is needed.
      if (OWN.includes(name) || range.startsWith("file:")) continue;
      if ((all[name] ?? range) !== range)
        throw new Error(`${relative(EXAMPLES, file)} wants ${name} ${range}, another example ${all[name]}`);
      all[name] = range;
    }
  }
  return all;
}

function packageFiles(): string[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "package.json" && !file.includes("node_modules"))
    .map((file) => join(EXAMPLES, file));
}

/** Runs npm as a user would, without what `npm test` puts into the environment. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const environment = Object.entries(plainEnvironment()).filter(([name]) => !/^npm_/i.test(name));
  await promisify(execFile)("npm", args, { cwd, env: Object.fromEntries(environment) });
}
