import { execFile } from "node:child_process";
import { join } from "node:path";
import { observe } from "../support/canary";
import type { Project } from "../support/pulumi";

const COMMAND = join(__dirname, "..", "..", "provider", "bin", "pulumi-act365.js");

/** What the command printed, and its exit status. */
interface CommandRun {
  readonly status: number;
  readonly output: string;
  readonly messages: string;
}

/** Runs the real command in the project, on the stack "dev"; what it prints is scanned for secrets. */
export function act365({ folder, environment }: Project, ...args: string[]): Promise<CommandRun> {
  const options = { cwd: folder, env: environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args, "--stack", "dev"], options, (error, output, messages) => {
      observe(`pulumi-act365 ${args.join(" ")}`, output + messages);
      resolve({ status: typeof error?.code === "number" ? error.code : 0, output, messages });
    });
  });
}
