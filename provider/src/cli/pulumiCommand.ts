import { execFile } from "node:child_process";
import { Redactor } from "../redaction/redactor";
import { CommandError } from "./errors";
import type { Surroundings } from "./surroundings";

/** Bytes of output: a state of thousands of resources is some megabytes. */
const LARGEST_OUTPUT = 512 * 1024 * 1024;

/** The characters of a message from the CLI that are quoted. */
const LONGEST_QUOTED = 2_000;

/** The backend's URL, which the CLI quotes as it is: user information, even with characters that have to be encoded. */
const URL_USER = /(:\/\/)[^\s"'`]*@/g;
/** Some backends take their keys in the query. */
const URL_QUERY = /(:\/\/[^\s"'`?]*\?)[^\s"'`]+/g;

/**
 * What a command of the Pulumi CLI prints.
 * @param folder where it runs
 * @throws CommandError with what it said on stderr; without secrets; its output, which may hold some, is never in it
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
      const said = withoutSecrets(stderr.replace(/^\s*error:\s*/i, ""), around);
      reject(new CommandError(`${what} failed: ${said || `exit status ${error.code ?? "unknown"}`}`));
    });
  });
}

function withoutSecrets(said: string, { environment }: Surroundings): string {
  const { PULUMI_ACCESS_TOKEN, PULUMI_CONFIG_PASSPHRASE, PULUMI_BACKEND_URL = "" } = environment;
  const [, password = ""] = /:\/\/[^:@]*:(.*)@/.exec(PULUMI_BACKEND_URL) ?? [];
  const redactor = new Redactor();
  // A URL that cannot be parsed is quoted in pieces.
  redactor.add(PULUMI_ACCESS_TOKEN, PULUMI_CONFIG_PASSPHRASE, password, ...password.split(/[/?#]/));
  const covered = said.replace(URL_QUERY, "$1[secret]").replace(URL_USER, "$1[secret]@");
  return redactor.quote(covered, LONGEST_QUOTED);
}
