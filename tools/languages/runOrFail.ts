import { lastLines } from "../engine/command";
import type { Surroundings } from "../engine/surroundings";

/**
 * Runs a command unseen.
 * @throws with its last lines where it fails
 */
export async function runOrFail(
  program: string,
  args: readonly string[],
  { run, env, signal, cwd }: Pick<Surroundings, "run" | "env" | "signal"> & { readonly cwd?: string },
): Promise<void> {
  const { status, stdout, stderr } = await run(program, args, { env, signal, ...(cwd === undefined ? {} : { cwd }) });
  if (status !== 0) throw new Error(`\`${program} ${args.join(" ")}\` failed:\n${lastLines(stdout + stderr)}`);
}
