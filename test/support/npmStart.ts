import { execFile } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { observe } from "./canary";
import { ROOT } from "./docs/pages";
import { plainEnvironment } from "./plugin";
import { temporaryFolder } from "./temporaryFolder";

const TOOLS = ["dist", "engine/cli", "engine/language-host", "engine/hosts", "sdks/generator"].map(
  (part) => `tools/${part}`,
);

/**
 * What `npm start` needs of the checkout, in a folder of its own: it keeps what it makes beside itself.
 * @param example the folder of the example that it runs
 */
export function copyOfCheckout(example = "quickstart"): string {
  const copy = temporaryFolder("checkout");
  for (const part of ["package.json", "Pulumi.yaml", ...TOOLS]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  const made = /\/(sdks|node_modules|venv|target|__pycache__)$/;
  const from = join(ROOT, "examples", example);
  cpSync(from, join(copy, "examples", example), { recursive: true, filter: (file) => !made.test(file) });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Runs `npm start -- ARGUMENTS` there, built as it is, and returns what it printed. */
export async function npmStart(checkout: string, args: readonly string[]): Promise<string> {
  const main = join(checkout, "tools", "dist", "start", "main.js");
  const options = { cwd: checkout, env: plainEnvironment() };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], options);
  if (!args.includes("--show-secrets")) observe(`npm start -- ${args.join(" ")}`, stdout + stderr);
  return stdout + stderr;
}

/** The arguments in a line of shell, none of which has a space. */
export function argumentsIn(words: string): string[] {
  return words
    .split(" ")
    .filter(Boolean)
    .map((word) => word.replace(/"/g, ""));
}
