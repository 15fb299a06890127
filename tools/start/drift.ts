import type { Session } from "./session";

/** Renames the instance on the simulator, as somebody could in the platform's user interface. */
export async function drift({ pulumi, simulator }: Session): Promise<boolean> {
  if (simulator === undefined)
    throw new Error("`drift` changes an instance of the simulator, never of the real platform.");
  const { instanceId } = JSON.parse(await pulumi.read(["stack", "output", "--json"])) as { instanceId?: string };
  if (instanceId === undefined) throw new Error("there is no instance yet: run `npm start` first.");
  simulator.others.change(Number(instanceId), { name: "renamed by somebody else" });
  process.stdout.write(`Someone else has renamed instance ${instanceId}.
  npm start -- refresh --yes     detect the change
  npm start                      revert it
`);
  return true;
}
