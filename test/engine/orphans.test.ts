import { act365 } from "./act365Command";
import { moment, posts, UP } from "./killing";
import { crm, onlyInstance, program, setUp } from "./setUp";

const URN = "urn:pulumi:dev::project::pulumi-nodejs:dynamic/act365:Act365Instance::crm";
/** Instances of this platform are old enough to be deleted. */
const OLD = { platform: { now: () => new Date(Date.now() - 3_600_000) } };

test("orphans finds and deletes an instance that left the state without being deleted", async () => {
  const { platform, project } = await setUp(crm(), OLD);
  await project.up();
  expect(await act365(project, "orphans")).toMatchObject({ status: 0, output: "" });

  const { id } = onlyInstance(platform);
  await project.pulumi(["state", "delete", URN, "--yes", "--stack", "dev"]);
  project.program(program(""));
  const found = await act365(project, "orphans", "--json");
  expect(found.status).toBe(1);
  expect(JSON.parse(found.output)).toMatchObject([
    { id: String(id), inState: false, owner: { resource: "crm" }, spared: null },
  ]);

  expect(await act365(project, "orphans", "--delete")).toMatchObject({ status: 2 });
  expect(await act365(project, "orphans", "--delete", "--yes")).toMatchObject({
    status: 0,
    messages: `${id}: deleted\n`,
  });
  expect(platform.instances()).toEqual([]);
});

test("orphans --delete keeps what the state holds where the base URL is spelled with another host", async () => {
  const { platform, project } = await setUp(crm(), OLD);
  await project.up();
  const { id } = onlyInstance(platform);
  const spelled = { ...project.environment, ACT365_BASE_URL: platform.url.replace("127.0.0.1", "localhost") };
  const { status, messages } = await act365({ ...project, environment: spelled }, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${id}: kept, since this stack's state holds it, at ${platform.url}\n`);
  expect(status).toBe(1);
  expect(onlyInstance(platform).id).toBe(id);
});

test("orphans --delete keeps what another stack holds since pulumi state move, or since it was renamed", async () => {
  const { platform, project } = await setUp(crm(), OLD);
  await project.up();
  const { id } = onlyInstance(platform);
  await project.pulumi(["stack", "init", "moved"]);
  await project.pulumi(["state", "move", "--source", "dev", "--dest", "moved", URN, "--yes"]);
  const moved = await act365(project, "orphans", "--delete", "--yes");
  expect(moved.messages).toContain(`${id}: kept, since the state of stack organization/project/moved holds it\n`);
  expect(moved.status).toBe(1);

  const back = ["--source", "moved", "--dest", "dev", URN.replace("dev", "moved")];
  await project.pulumi(["state", "move", ...back, "--yes"]);
  await project.pulumi(["stack", "rename", "prod", "--stack", "dev"]);
  await project.pulumi(["stack", "init", "dev"]);
  const renamed = await act365(project, "orphans", "--delete", "--yes");
  expect(renamed.messages).toContain(`${id}: kept, since the state of stack organization/project/prod holds it\n`);
  expect(renamed.status).toBe(1);
  expect(onlyInstance(platform).id).toBe(id);
});

test("orphans --delete keeps what another backend made, whose act365:ownerTag is another", async () => {
  const first = await setUp(crm(), { ...OLD, project: { configuration: { "act365:ownerTag": "first" } } });
  await first.project.up();
  const { id } = onlyInstance(first.platform);
  const { ACT365_USER_SECRET, ACT365_ORGANIZATION_SECRET, ACT365_BASE_URL } = first.project.environment;
  const environment = { ACT365_USER_SECRET, ACT365_ORGANIZATION_SECRET, ACT365_BASE_URL };
  const second = await setUp(crm(), { project: { environment, configuration: { "act365:ownerTag": "second" } } });
  const { status, messages } = await act365(second.project, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${id}: kept, since its owner tag has a hash that this stack does not make`);
  expect(status).toBe(1);
  expect(onlyInstance(first.platform).id).toBe(id);
});

test("orphans --delete keeps what a running up has just created, even where the state is written only at the end", async () => {
  const one = await setUp(
    program(`
const crm = new Act365Instance("crm", keys);
new Act365Instance("second", keys, { dependsOn: [crm] });`),
    OLD,
  );
  const { platform, project } = one;
  const arrived = posts(one, "onRequest", 2);
  const checked = moment();
  platform.faults.add({ method: "POST", call: 2, fault: { kind: "hold", until: checked.come } });
  const environment = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };
  const up = project.start(UP, environment);
  await arrived;
  const { status, messages } = await act365(project, "orphans", "--delete", "--yes");
  expect(messages).toContain("Nothing was deleted: an update of this stack is under way");
  expect(status).toBe(1);
  checked.now();
  expect((await up.ended).status).toBe(0);
  expect(platform.instances()).toHaveLength(2);
  expect(await act365(project, "orphans")).toMatchObject({ status: 0 });
});
