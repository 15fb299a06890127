import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CommandSetup, command, setUpCommand } from "./command";
import { startPlatform } from "./platform";

const NODE_MODULES = join(__dirname, "..", "..", "node_modules");

/** What one check of `doctor` found. */
export interface Finding {
  readonly check: string;
  readonly result: string;
  readonly message: string;
  readonly next?: string;
}

/** A project in which all is well: with SDK, package and a plugin that prints a port, as the stock one does. */
export async function healthy() {
  const simulator = await startPlatform();
  const setup = setUpCommand(simulator);
  symlinkSync(NODE_MODULES, join(setup.folder, "node_modules"));
  executable(
    join(setup.folder, "bin", "pulumi-resource-pulumi-nodejs"),
    'console.log("12345"); setInterval(() => {}, 1000);',
  );
  // Nothing else of this machine may be found in their place.
  setup.environment["PATH"] = `${join(setup.folder, "bin")}:${dirname(process.execPath)}:/usr/bin:/bin`;
  return { simulator, setup };
}

/** Writes a script that Node.js runs. */
export function executable(file: string, script: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!${process.execPath}\n${script}\n`);
  chmodSync(file, 0o755);
}

/** What doctor finds, and its exit status. */
export async function examine(setup: CommandSetup): Promise<{ status: number; found: Finding[] }> {
  const { status, output } = await command(setup, "doctor", "--json");
  return { status, found: JSON.parse(output) };
}

/** The checks that found a problem; all others of the platform's, or of Pulumi's, are fine or skipped. */
export const problems = (found: Finding[]) =>
  found.filter(({ result }) => result === "problem").map(({ check }) => check);

/** The finding of a check. */
export const named = (found: Finding[], name: string) => found.find(({ check }) => check === name);

/** What a finding says, and what to do. */
export const text = ({ message = "", next = "" }: Partial<Finding> = {}) => `${message} ${next}`;
