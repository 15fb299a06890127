import type { Session } from "./session";

/** Updates the instance to what the program declares, and prints the result. Returns whether that succeeded. */
export async function up({ pulumi, simulator }: Session): Promise<boolean> {
  const place = simulator === undefined ? "the real platform" : `the simulator at ${simulator.url}`;
  process.stdout.write(`Running \`pulumi up\` against ${place}.\n\n`);
  if (!(await pulumi.run(["up", "--yes", "--skip-preview"]))) return false;
  const changes = await pulumi.read(["stack", "history", "--json", "--page-size", "1"]);
  const outputs = await pulumi.read(["stack", "output", "--json"]);
  process.stdout.write(summary(changes, outputs, simulator !== undefined));
  return true;
}

/**
 * What is printed at the end.
 * @param history `pulumi stack history --json`, the last update alone
 * @param outputs `pulumi stack output --json`, which masks secrets
 */
export function summary(history: string, outputs: string, simulated: boolean): string {
  const [last] = JSON.parse(history) as { resourceChanges?: Record<string, number> }[];
  const unchanged = Object.keys(last?.resourceChanges ?? {}).every((change) => change === "same");
  const values = Object.entries(JSON.parse(outputs) as Record<string, unknown>);
  return [
    `${unchanged ? "No changes" : "Done"}: the instance is as the program declares it.`,
    ...values.map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    "  state       .quickstart/state/, its secrets encrypted",
    "",
    "Next, in this folder:",
    ...nextCommands(simulated).map(([command, effect]) => `  ${command.padEnd(52)}${effect}`),
    "",
  ].join("\n");
}

function nextCommands(simulated: boolean): [command: string, effect: string][] {
  return [
    ["npm start -- preview", "show what an update would do"],
    ['npm start -- config set --path "tags[0]" vip', "change a tag ..."],
    ["npm start", "... and apply it"],
    ...(simulated ? [["npm start -- drift", "let someone else rename the instance"] satisfies [string, string]] : []),
    ["npm start -- refresh --yes", "detect what others changed; `npm start` reverts it"],
    ["npm start -- stack output token --show-secrets", "show the token"],
    ["npm start -- --destroy", "delete the instance, the stack and .quickstart/"],
  ];
}
