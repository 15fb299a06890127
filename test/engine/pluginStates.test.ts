import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "../support/command";
import { executable } from "../support/doctor";
import type { Project } from "../support/pulumi";
import { act365 } from "./act365Command";
import { program, type Setup, setUp } from "./setUp";

/** Instances of this platform are old enough to be deleted. */
const OLD = { platform: { now: () => new Date(Date.now() - 3_600_000) } };

const PROVIDER = {
  urn: "urn:pulumi:dev::project::pulumi:providers:act365::default_1_0_0",
  custom: true,
  id: "00000000-0000-4000-8000-000000000001",
  type: "pulumi:providers:act365",
  inputs: { version: "1.0.0" },
  outputs: { version: "1.0.0" },
};

/** One instance in a component, and one without a parent. */
const TWO = program(`
class Team extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:index:Team", name);
    new Act365Instance("inTeam", keys, { parent: this });
  }
}
new Team("sales");
new Act365Instance("alone", keys);`);

/** Changes a state as if the provider plugin, and not the dynamic resource, had made the instance of this name. */
async function moveToPlugin({ folder, pulumi }: Project, name: string): Promise<string> {
  const file = join(folder, "moved.json");
  await pulumi(["stack", "export", "--file", file, "--stack", "dev"]);
  const state = JSON.parse(readFileSync(file, "utf8"));
  const all: { urn: string }[] = state.deployment.resources;
  const resource = all.find(({ urn }) => urn.endsWith(`::${name}`));
  if (resource === undefined) throw new Error(`the state holds no ${name}`);
  const urn = resource.urn.replace(DYNAMIC_TYPE, PLUGIN_TYPE);
  Object.assign(resource, { urn, type: PLUGIN_TYPE, provider: `${PROVIDER.urn}::${PROVIDER.id}` });
  if (all.every((each) => each.urn !== PROVIDER.urn)) all.unshift(PROVIDER);
  writeFileSync(file, JSON.stringify(state));
  await pulumi(["stack", "import", "--file", file, "--stack", "dev"]);
  return urn;
}

const ids = ({ platform }: Setup) => platform.instances().map(({ name, id }) => [name, String(id)]);

test("orphans takes nothing that a state of the plugin holds, on the way there and after, and deletes what left that state", async () => {
  const setup = await setUp(TWO, OLD);
  const { project } = setup;
  await project.up();
  const before = ids(setup);
  const none = { status: 0, output: "", messages: "No orphans of project/dev.\n" };

  const inTeam = await moveToPlugin(project, "inTeam");
  expect(inTeam).toContain("::acme:index:Team$act365:index:Instance::");
  expect(await act365(project, "orphans", "--delete", "--yes")).toEqual(none);
  const alone = await moveToPlugin(project, "alone");
  expect(await act365(project, "orphans", "--delete", "--yes")).toEqual(none);

  await project.pulumi(["stack", "init", "moved"]);
  await project.pulumi(["state", "move", "--source", "dev", "--dest", "moved", inTeam, "--include-parents", "--yes"]);
  const moved = await act365(project, "orphans", "--delete", "--yes");
  expect(moved.messages).toContain("kept, since the state of stack organization/project/moved holds it\n");
  expect(ids(setup)).toEqual(before);

  await project.pulumi(["state", "delete", alone, "--yes", "--stack", "dev"]);
  const [, id] = before.find(([name]) => name === "alone") ?? [];
  expect((await act365(project, "orphans", "--delete", "--yes")).messages).toContain(`${id}: deleted\n`);
  expect(ids(setup)).toEqual(before.filter(([name]) => name !== "alone"));
});

test("doctor asks for the version of the plugin that the state recorded, and sees what Pulumi has installed", async () => {
  const { project } = await setUp(TWO, OLD);
  await project.up();
  await moveToPlugin(project, "alone");
  const install = (version: string) =>
    project.pulumi(["plugin", "install", "resource", "act365", version, "--file", "pulumi-resource-act365"]);
  executable(join(project.folder, "pulumi-resource-act365"), "");
  await install("0.9.0");

  const { status, output } = await act365(project, "doctor");
  expect(status).toBe(1);
  expect(output).toMatch(
    /\nproblem {2}act365 plugin the plugin act365 1\.0\.0 is not installed, only 0\.9\.0\n *-> Install it: pulumi plugin install resource act365 1\.0\.0\n$/,
  );
  await install("1.0.0");
  const healthy = await act365(project, "doctor");
  expect(healthy.output).toMatch(/\nok {7}act365 plugin 1\.0\.0 is installed\n$/);
  expect(healthy.status).toBe(0);
});
