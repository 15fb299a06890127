import type { Session } from "./session";
import { inColumns } from "./up";

/** Renames the instance on the simulator, as somebody could in the platform's user interface. */
export async function drift({ pulumi, simulator, folder }: Session): Promise<boolean> {
  if (simulator === undefined)
    throw new Error("`drift` changes an instance of the simulator, never of the real platform.");
  const { instanceId } = JSON.parse(await pulumi.read(["stack", "output", "--json"])) as { instanceId?: string };
  if (instanceId === undefined) throw new Error(`there is no instance yet: run \`${folder.command()}\` first.`);
  simulator.others.change(Number(instanceId), { name: "renamed by somebody else" });
  const next = inColumns([
    [folder.command("refresh --yes"), "detect the change"],
    [folder.command(), "revert it"],
  ]);
  process.stdout.write(`${[`Someone else has renamed instance ${instanceId}.`, ...next].join("\n")}\n`);
  return true;
}
