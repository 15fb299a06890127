import { spawn } from "node:child_process";

/** How a command is run. */
interface CommandOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the command when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** What it reads from standard input. Default: nothing. */
  readonly input?: string | undefined;
}

/** What a command that has ended left behind. */
export interface CommandResult {
  /** Its exit status; undefined where it could not be started, or a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a shell, and waits for its end. Fails only if it was aborted. */
export type RunCommand = (file: string, args: readonly string[], options: CommandOptions) => Promise<CommandResult>;

/** Runs a real command. */
export const runCommand: RunCommand = (file, args, { cwd, env, signal, input = "" }) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, signal, stdio: ["pipe", "pipe", "pipe"] });
    // One that does not read its input may end before it was written.
    child.stdin.on("error", () => undefined).end(input);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", (error) => {
      if (signal?.aborted) reject(error);
      else resolve({ status: undefined, stdout, stderr: error.message });
    });
    child.on("close", (status) => resolve({ status: status ?? undefined, stdout, stderr }));
  });

/** The last lines of a text, indented, to be quoted in an error. */
export function lastLines(text: string, count = 15): string {
  const lines = text.trimEnd().split("\n").slice(-count);
  return lines.map((line) => `    ${line}`).join("\n");
}
