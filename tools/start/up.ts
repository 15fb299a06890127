import { PROGRAM_LANGUAGES } from "../languages/ready";
import type { QuickstartFolder } from "./folder";
import type { Session } from "./session";

/** Updates the instance to what the program declares, and prints the result. Returns whether that succeeded. */
export async function up({ pulumi, simulator, folder }: Session): Promise<boolean> {
  const place = simulator === undefined ? "the real platform" : `the simulator at ${simulator.url}`;
  process.stdout.write(`Running \`pulumi up\` against ${place}.\n\n`);
  if (!(await pulumi.run(["up", "--yes", "--skip-preview"]))) return false;
  const changes = await pulumi.read(["stack", "history", "--json", "--page-size", "1"]);
  const outputs = await pulumi.read(["stack", "output", "--json"]);
  process.stdout.write(summary(changes, outputs, simulator !== undefined, folder));
  return true;
}

/**
 * What is printed at the end.
 * @param history `pulumi stack history --json`, the last update alone
 * @param outputs `pulumi stack output --json`, which masks secrets
 */
export function summary(history: string, outputs: string, simulated: boolean, folder: QuickstartFolder): string {
  const [last] = JSON.parse(history) as { resourceChanges?: Record<string, number> }[];
  const unchanged = Object.keys(last?.resourceChanges ?? {}).every((change) => change === "same");
  const values = Object.entries(JSON.parse(outputs) as Record<string, unknown>);
  return [
    `${unchanged ? "No changes" : "Done"}: the instance is as the program declares it.`,
    ...values.map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    `  state       ${folder.name}/state/, its secrets encrypted`,
    "",
    "Next, in this folder:",
    ...inColumns(nextCommands(simulated, folder)),
    "",
  ].join("\n");
}

/** Commands with what they do beside them. */
export function inColumns(rows: readonly (readonly [command: string, effect: string])[]): string[] {
  const width = Math.max(...rows.map(([command]) => command.length)) + 2;
  return rows.map(([command, effect]) => `  ${command.padEnd(width)}${effect}`);
}

function nextCommands(simulated: boolean, folder: QuickstartFolder): [command: string, effect: string][] {
  return [
    [folder.command("preview"), "show what an update would do"],
    changeTag(folder),
    [folder.command(), "... and apply it"],
    ...(simulated
      ? [[folder.command("drift"), "let someone else rename the instance"] satisfies [string, string]]
      : []),
    [folder.command("refresh --yes"), `detect what others changed; \`${folder.command()}\` reverts it`],
    [folder.command("stack output token --show-secrets"), "show the token"],
    [folder.command("--destroy"), `delete the instance, the stack and ${folder.name}/`],
  ];
}

function changeTag(folder: QuickstartFolder): [command: string, effect: string] {
  const { language } = folder;
  if (language === undefined) return [folder.command('config set --path "tags[0]" vip'), "change a tag ..."];
  return [`edit examples/${language}-plugin/${PROGRAM_LANGUAGES[language].program}`, "change a tag ..."];
}
