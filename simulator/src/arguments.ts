import { parseArgs } from "node:util";
import type { OrganizationOptions, SimulatorOptions } from "./options";

/** What the command line asks for. */
export type Command =
  | "help"
  | "version"
  | {
      readonly options: SimulatorOptions;
      /** Contains the secrets that were passed in, which are never printed. */
      readonly organization: OrganizationOptions;
      /** Whether to print a line for each request. */
      readonly verbose: boolean;
    };

/** A wrong command line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of `--help`. */
export const help = `Usage: act365-simulator [options]

Serves a local stand-in for the SAP Open Connectors (Cloud Elements) API until SIGINT or SIGTERM.

  --port NUMBER                  port on 127.0.0.1; 0 for any free one (default: 8365)
  --data FILE                    file that keeps the data between runs (default: none)
  --user-secret SECRET           accepted user secret (default: $ACT365_USER_SECRET, else made up and printed)
  --organization-secret SECRET   accepted organization secret (default: $ACT365_ORGANIZATION_SECRET, else made up
                                 and printed)
  --latency real|MS|MIN-MAX      how long creating takes, in milliseconds; "real" is 8 to 26 seconds (default: 0)
  --verbose                      print a line for each request, without secrets
  --help                         print this text
  --version                      print the version
`;

const flags = {
  port: { type: "string" },
  data: { type: "string" },
  "user-secret": { type: "string" },
  "organization-secret": { type: "string" },
  latency: { type: "string" },
  verbose: { type: "boolean" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

/** Reads the command line and the environment. */
export function readArguments(args: string[], env: NodeJS.ProcessEnv): Command {
  const { help: helpWanted, version, verbose = false, port = "8365", data, latency = "0", ...secrets } = parsed(args);
  if (helpWanted) return "help";
  if (version) return "version";
  if (data === "") throw new UsageError("--data must name a file");
  const given = (name: "user-secret" | "organization-secret", variable: string) =>
    secret(`--${name}`, secrets[name]) ?? secret(variable, env[variable] || undefined);
  const userSecret = given("user-secret", "ACT365_USER_SECRET");
  const organizationSecret = given("organization-secret", "ACT365_ORGANIZATION_SECRET");
  const organization: OrganizationOptions = {
    ...(userSecret === undefined ? {} : { userSecret }),
    ...(organizationSecret === undefined ? {} : { organizationSecret }),
  };
  return {
    organization,
    options: { port: portOf(port), latency: latencyOf(latency), ...(data === undefined ? {} : { data }) },
    verbose,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values;
  } catch (error) {
    // The first sentence says what is wrong; the rest is about positional arguments, which do not exist here.
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

/** The secret itself is never part of the message. */
function secret(source: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[^\s,]+$/.test(value)) return value;
  throw new UsageError(`${source} must be a text without spaces or commas`);
}

function portOf(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new UsageError("--port must be a number from 0 to 65535");
  return Number(text);
}

function latencyOf(text: string): "real" | [number, number] {
  if (text === "real") return "real";
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const [min, max] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match && max >= min) return [min, max];
  throw new UsageError('--latency must be "real", milliseconds, or a range such as 100-500');
}
