import { execFile } from "node:child_process";
import { CommandError } from "./errors";
import type { Surroundings } from "./surroundings";

/** Bytes of output: a state of thousands of resources is some megabytes. */
const LARGEST_OUTPUT = 512 * 1024 * 1024;

/**
 * What a command of the Pulumi CLI prints.
 * @param folder where it runs
 * @throws CommandError with what it said on stderr; its output, which may hold secrets, is never in it
 */
export function pulumi(args: readonly string[], folder: string, around: Surroundings): Promise<string> {
  const env = { ...around.environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const options = { cwd: folder, env, signal: around.signal, maxBuffer: LARGEST_OUTPUT, encoding: "utf8" } as const;
  return new Promise((resolve, reject) => {
    execFile("pulumi", [...args, "--non-interactive"], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const what = `pulumi ${args.slice(0, 2).join(" ")}`;
      if (error.code === "ENOENT") {
        const reason = "there is no pulumi command on the PATH. Install the Pulumi CLI";
        return reject(new CommandError(`${what} could not be run: ${reason}`));
      }
      const said = stderr.replace(/^\s*error:\s*/i, "").trim();
      reject(new CommandError(`${what} failed: ${said || `exit status ${error.code ?? "unknown"}`}`));
    });
  });
}
