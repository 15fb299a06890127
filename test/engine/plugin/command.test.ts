import { PLUGIN_FOLDER } from "../../support/builtPlugin";
import { madeByHand } from "../../support/command";
import { act365 } from "../act365Command";
import { crm as dynamic, onlyInstance, setUp as plainSetUp, requestsDuring } from "../setUp";
import { crm, program, setUp } from "./setUp";

const NO_ORPHANS = { status: 0, output: "", messages: "No orphans of project/dev.\n" };

test("orphans knows what the plugin made, also in a component, and list names its owner", async () => {
  const { platform, project } = await setUp(
    program(`
class Team extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:index:Team", name);
    new Instance("inTeam", keys, { parent: this });
  }
}
new Team("sales");
new Instance("alone", keys);`),
  );
  await project.up();
  expect(await act365(project, "orphans", "--delete", "--yes")).toEqual(NO_ORPHANS);
  const owners = JSON.parse((await act365(project, "list", "--json")).output).map(
    ({ owner }: { owner: object }) => owner,
  );
  expect(owners).toEqual(
    expect.arrayContaining([
      { project: "project", stack: "dev", resource: "inTeam" },
      { project: "project", stack: "dev", resource: "alone" },
    ]),
  );
  expect(platform.instances()).toHaveLength(2);
});

test("import --type plugin writes a file with which pulumi import reads the instance and marks its secrets", async () => {
  const { platform, project } = await setUp(program(""));
  const { id } = madeByHand(platform, "Sales CRM", { tags: ["sales"] });
  const { status, output } = await act365(project, "import", "--all", "--type", "plugin");
  expect({ status, output }).toEqual({ status: 0, output: "" });
  const { output: imported } = await project.pulumi([
    "import",
    "--file",
    "act365-import.json",
    "--generate-code=false",
    "--yes",
    "--stack",
    "dev",
  ]);
  expect(imported).not.toMatch(/warning|bug/i);
  project.program(program(`new Instance("Sales-CRM", { ...keys, name: "Sales CRM", tags: ["sales"] });`));
  const requests = await requestsDuring(platform, project.up);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PUT /instances/${id}`]);
  expect(await act365(project, "orphans")).toEqual(NO_ORPHANS);
  expect((await act365(project, "doctor")).output).toMatch(
    /\nok {7}act365 plugin \d+\.\d+\.\d+ \(.*pulumi-resource-act365\)\n$/,
  );
});

test("orphans --delete takes nothing of a stack that moves from the dynamic resource to the plugin and back", async () => {
  const { platform, project } = await plainSetUp(dynamic(), {
    // Old enough to be deleted.
    platform: { now: () => new Date(Date.now() - 3_600_000) },
    project: { providers: { act365: PLUGIN_FOLDER } },
  });
  const ofPlugin = crm({}, { aliases: [{ type: "pulumi-nodejs:dynamic/act365:Act365Instance" }] });
  await project.up();
  const { id } = onlyInstance(platform);
  for (const next of [ofPlugin, dynamic()]) {
    project.program(next);
    await project.up();
    expect(await act365(project, "orphans", "--delete", "--yes")).toEqual(NO_ORPHANS);
    expect(onlyInstance(platform).id).toBe(id);
  }
});
