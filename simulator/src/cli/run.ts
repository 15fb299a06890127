import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedRequest, Simulator } from "../api";
import { start } from "../simulator";
import { type Command, help, readArguments, UsageError } from "./arguments";

/** Where a command writes. */
export interface Output {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

function version(): string {
  const content: unknown = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
  return typeof content === "object" && content && "version" in content ? String(content.version) : "unknown";
}

/**
 * Runs the command until `stopped` resolves.
 * @returns the exit status: 0, 1 for something that went wrong, 2 for a command line that cannot be followed
 */
export async function run(
  args: string[],
  env: NodeJS.ProcessEnv,
  { out, error }: Output,
  stopped: Promise<void>,
): Promise<number> {
  let command: Command;
  try {
    command = readArguments(args, env);
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    error(`act365-simulator: ${failure.message}. Run it with --help to see the options.`);
    return 2;
  }
  if (command.kind !== "serve") {
    out(command.kind === "help" ? help.trimEnd() : version());
    return 0;
  }
  try {
    await serve(command, out, stopped);
    return 0;
  } catch (failure) {
    error(`act365-simulator: ${reason(failure, command.options.port)}`);
    return 1;
  }
}

async function serve(command: Command & { kind: "serve" }, out: Output["out"], stopped: Promise<void>): Promise<void> {
  const line = ({ method, path, status }: RecordedRequest) => out(`${method} ${path} ${status ?? "no answer"}`);
  const simulator = await start(command.options, {
    keepRequests: false,
    ...(command.verbose ? { finished: line } : {}),
  });
  announce(simulator, command.told, out);
  await stopped;
  await simulator.stop();
}

/** Printed in one piece: whoever has read the URL has the secrets too. */
function announce(simulator: Simulator, told: { user: boolean; organization: boolean }, out: Output["out"]): void {
  const [organization] = simulator.organizations;
  const lines = [`url: ${simulator.url}`];
  if (!told.user) lines.push(`user secret: ${organization?.userSecret}`);
  if (!told.organization) lines.push(`organization secret: ${organization?.organizationSecret}`);
  out(lines.join("\n"));
}

function reason(failure: unknown, port: number | undefined): string {
  const code = failure instanceof Error && "code" in failure ? failure.code : undefined;
  if (code === "EADDRINUSE") {
    return `port ${port} is already in use. Choose another with --port, or --port 0 for any free one.`;
  }
  if (code === "EACCES") return `not allowed: ${failure instanceof Error ? failure.message : ""}`;
  return failure instanceof Error ? failure.message : String(failure);
}
