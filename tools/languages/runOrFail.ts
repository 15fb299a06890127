import { lastLines } from "../engine/command";
import type { Surroundings } from "../engine/surroundings";

/**
 * Runs a command without showing its output.
 * @throws if it fails, with its last lines
 */
export async function runOrFail(
  program: string,
  args: readonly string[],
  { run, env, signal, cwd }: Pick<Surroundings, "run" | "env" | "signal"> & { readonly cwd?: string },
): Promise<void> {
  const { status, stdout, stderr } = await run(program, args, { env, signal, ...(cwd === undefined ? {} : { cwd }) });
  if (status !== 0) throw new Error(`\`${program} ${args.join(" ")}\` failed:\n${lastLines(stdout + stderr)}`);
}
