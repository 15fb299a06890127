import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import { madeByHand } from "../../support/command";
import { act365 } from "../act365Command";
import { program as dynamicProgram, setUp as plainSetUp, requestsDuring } from "../setUp";
import { program, setUp } from "./setUp";

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

test("20 instances move to the plugin and back without a writing request, and orphans --delete takes none", async () => {
  const twenty = (className: string, options: string) =>
    `for (let n = 1; n <= 20; n += 1) new ${className}("crm-" + n, { ...keys, tags: ["sales"] }${options});`;
  const inDynamic = dynamicProgram(twenty("Act365Instance", ""));
  const inPlugin = program(
    twenty("Instance", ', { aliases: [{ type: "pulumi-nodejs:dynamic/act365:Act365Instance" }] }'),
  );
  const { platform, project } = await plainSetUp(inDynamic, {
    // Old enough to be deleted.
    platform: { now: () => new Date(Date.now() - 3_600_000) },
    project: { providers: { act365: PLUGIN_FOLDER } },
  });
  await project.up();
  const before = platform.instances();
  for (const next of [inPlugin, inDynamic]) {
    project.program(next);
    const requests = await requestsDuring(platform, project.up);
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(await act365(project, "orphans", "--delete", "--yes")).toEqual(NO_ORPHANS);
    expect(platform.instances()).toEqual(before);
  }
});
