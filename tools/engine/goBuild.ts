import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastLines } from "./command";
import { findOnPath, GO } from "./programs";
import type { Surroundings } from "./surroundings";

// The version comes from a flag: a clone without git, or of another owner, must build, too.
const FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-tags=osusergo,grpcnotrace"];

/** A Go program to build. */
export interface GoProgram {
  /** The folder of the module whose go.mod and go.sum pin it, below `tools/`. */
  readonly module: string;
  /** Its import path; "." for the module's own. */
  readonly source: string;
  /** The variable that holds the version which it tells, and that version. */
  readonly version?: { readonly variable: string; readonly value: string };
}

type Building = Pick<Surroundings, "env" | "run" | "signal">;

/**
 * Builds a Go program.
 * @throws where `go` is missing or fails
 */
export async function goBuild({ module, source, version }: GoProgram, output: string, around: Building): Promise<void> {
  const variable = version === undefined ? "" : ` -X ${version.variable}=v${version.value}`;
  await go(["build", ...FLAGS, `-ldflags=-s -w${variable}`, "-o", output, source], module, around);
}

/** Runs `go` in a module of this project, and returns what it printed. */
export async function go(args: readonly string[], module: string, around: Building): Promise<string> {
  const program = findOnPath(GO, around.env);
  if (program === undefined) throw new Error("there is no `go` on PATH to build it with");
  const { status, stdout, stderr } = await around.run(program, args, {
    cwd: join(toolsFolder(), module),
    env: { ...around.env, CGO_ENABLED: "0", GOWORK: "off" },
    signal: around.signal,
  });
  if (status !== 0) throw new Error(`\`go ${args[0]} ${args.at(-1)}\` failed:\n${lastLines(stderr)}`);
  return stdout;
}

/** The folder with the Go modules: this file's own, or, compiled, the one that it was compiled from. */
function toolsFolder(): string {
  const tools = dirname(__dirname);
  return existsSync(join(tools, "engine", "cli", "go.mod")) ? tools : dirname(tools);
}
