import { parseArgs } from "node:util";
import type { SimulatorOptions } from "../options";

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help" | "version" }
  | {
      readonly kind: "serve";
      readonly options: SimulatorOptions;
      /** Which secrets the caller knows already; those are never printed. */
      readonly told: { readonly user: boolean; readonly organization: boolean };
      /** Whether to print a line for each request. */
      readonly verbose: boolean;
    };

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of `--help`. */
export const help = `Usage: act365-simulator [options]

Serves a local stand-in for the SAP Open Connectors (Cloud Elements) API until it gets SIGINT or SIGTERM.

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
  const values = parsed(args);
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const user =
    secret("--user-secret", values["user-secret"]) ?? secret("ACT365_USER_SECRET", env["ACT365_USER_SECRET"]);
  const organization =
    secret("--organization-secret", values["organization-secret"]) ??
    secret("ACT365_ORGANIZATION_SECRET", env["ACT365_ORGANIZATION_SECRET"]);
  if (values.data === "") throw new UsageError("--data must name a file");
  const told = { user: user !== undefined, organization: organization !== undefined };
  return {
    kind: "serve",
    options: {
      port: port(values.port ?? "8365"),
      ...(values.data === undefined ? {} : { data: values.data }),
      latency: latency(values.latency ?? "0"),
      organizations: [
        {
          ...(user === undefined ? {} : { userSecret: user }),
          ...(organization === undefined ? {} : { organizationSecret: organization }),
        },
      ],
    },
    told,
    verbose: values.verbose ?? false,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values;
  } catch (error) {
    // The first sentence says what is wrong; the rest is advice about positional arguments, which there are none of.
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

/** An empty environment variable counts as none; a secret itself never gets into the message. */
function secret(source: string, value: string | undefined): string | undefined {
  if (value === undefined || (value === "" && !source.startsWith("--"))) return undefined;
  if (!/^[^\s,]+$/.test(value)) throw new UsageError(`${source} must be a text without spaces or commas`);
  return value;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new UsageError("--port must be a number from 0 to 65535");
  return number;
}

function latency(text: string): number | "real" | [number, number] {
  if (text === "real") return "real";
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const [min, max] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || max < min) throw new UsageError('--latency must be "real", milliseconds, or a range such as 100-500');
  return [min, max];
}
